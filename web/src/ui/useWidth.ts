import { type Ref, onBeforeUnmount, ref, useTemplateRef, watch } from 'vue'

/** Width in pixels of the element with `ref="box"`, so that a chart is drawn at its own size and its words stay readable. */
export function useWidth(fallback: number): Ref<number> {
  const box = useTemplateRef<HTMLElement>('box')
  const width = ref(fallback)
  const observer = typeof ResizeObserver === 'undefined' ? null : new ResizeObserver(([entry]) => entry && entry.contentRect.width > 0 && (width.value = Math.round(entry.contentRect.width)))
  watch(box, (now, before) => {
    if (before) observer?.unobserve(before)
    if (now) observer?.observe(now)
  })
  onBeforeUnmount(() => observer?.disconnect())
  return width
}
