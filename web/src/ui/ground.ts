/** From degrees to a drawing and back, and county outlines as paths: an equirectangular sheet, squeezed at its middle latitude. */
export interface Shape {
  properties: { adcode: string; name: string; name_en?: string; name_bo?: string; seat?: [number, number] }
  geometry: { type: string; coordinates: number[][][] | number[][][][] }
}
export interface Box { west: number; south: number; east: number; north: number }
export interface Sheet { box: Box; scale: number; squeeze: number; width: number; height: number }

/** A map of few points shows this much around them, degrees of latitude: a county's outline, by which one knows the place. */
export const LEAST_SPAN = 2.4

export const rings = (shape: Shape): number[][][] => (shape.geometry.type === 'Polygon' ? (shape.geometry.coordinates as number[][][]) : (shape.geometry.coordinates as number[][][][]).flat())

export function boxOf(points: Iterable<readonly number[]>): Box | null {
  let box: Box | null = null
  for (const [lon = 0, lat = 0] of points) {
    box = box === null ? { west: lon, east: lon, south: lat, north: lat } : { west: Math.min(box.west, lon), east: Math.max(box.east, lon), south: Math.min(box.south, lat), north: Math.max(box.north, lat) }
  }
  return box
}

/** A drawing of `width` by at most `width * ratio` that holds the box with some room around. */
export function sheet(box: Box, width: number, least = LEAST_SPAN, ratio = 0.62): Sheet {
  const middle = (box.south + box.north) / 2
  const squeeze = Math.cos((middle * Math.PI) / 180)
  const tall = Math.max((box.north - box.south) * 1.12, least)
  const wide = Math.max((box.east - box.west) * 1.12, least / squeeze)
  const scale = Math.min(width / (wide * squeeze), (width * ratio) / tall)
  const height = Math.round(width * ratio)
  const [lonSpan, latSpan] = [width / (scale * squeeze), height / scale]
  const [lon, lat] = [(box.west + box.east) / 2, middle]
  return { box: { west: lon - lonSpan / 2, east: lon + lonSpan / 2, south: lat - latSpan / 2, north: lat + latSpan / 2 }, scale, squeeze, width, height }
}

export const place = (on: Sheet, lon: number, lat: number): [number, number] => [(lon - on.box.west) * on.squeeze * on.scale, (on.box.north - lat) * on.scale]
/** Degrees under a place of the drawing, as finely as a press can mean them. */
export const degreesAt = (on: Sheet, x: number, y: number): [number, number] => [round(on.box.west + x / (on.scale * on.squeeze)), round(on.box.north - y / on.scale)]
const round = (value: number) => Math.round(value * 1e5) / 1e5

export const path = (on: Sheet, shape: Shape): string =>
  rings(shape)
    .map((ring) => `M${ring.map(([lon = 0, lat = 0]) => place(on, lon, lat).map((one) => one.toFixed(1)).join(' ')).join('L')}Z`)
    .join('')

/** The middle of a shape's largest ring, where its name has room. */
export function middle(shape: Shape): [number, number] {
  const largest = rings(shape).reduce((a, b) => (b.length > a.length ? b : a), [] as number[][])
  let [area, x, y] = [0, 0, 0]
  largest.forEach(([x1 = 0, y1 = 0], index) => {
    const [x2 = 0, y2 = 0] = largest[(index + 1) % largest.length] ?? []
    const cross = x1 * y2 - x2 * y1
    area += cross
    x += (x1 + x2) * cross
    y += (y1 + y2) * cross
  })
  return area === 0 ? [largest[0]?.[0] ?? 0, largest[0]?.[1] ?? 0] : [x / (3 * area), y / (3 * area)]
}

/** A point as people write it: decimal degrees, or degrees, minutes and seconds (80°06′10″); null where unreadable. */
export function degrees(typed: string): number | null {
  const text = typed.normalize('NFKC').trim().replace(/^[EeNn东北]\s*|\s*[EeNn]$/g, '')
  if (/^-?\d+(\.\d+)?°?$/.test(text)) return Number(text.replace('°', ''))
  const parts = /^(\d+)\s*[°度]\s*(\d+(?:\.\d+)?)\s*['′分]\s*(?:(\d+(?:\.\d+)?)\s*["″秒]?)?$/.exec(text.replaceAll('′′', '″'))
  if (!parts) return null
  const [minutes, seconds] = [Number(parts[2]), Number(parts[3] ?? 0)]
  if (minutes >= 60 || seconds >= 60) return null
  return Math.round((Number(parts[1]) + minutes / 60 + seconds / 3600) * 1e6) / 1e6
}

/** Marks that would lie on one another, as one with how many: whoever comes first gathers what lies within `near` of it. */
export function gathered<T extends { x: number; y: number }>(marks: readonly T[], near: number): { x: number; y: number; all: T[] }[] {
  const groups: { x: number; y: number; all: T[] }[] = []
  const cells = new Map<string, (typeof groups)[number][]>()
  const cell = (one: { x: number; y: number }, dx = 0, dy = 0) => `${Math.floor(one.x / near) + dx},${Math.floor(one.y / near) + dy}`
  for (const mark of marks) {
    const around = [-1, 0, 1].flatMap((dx) => [-1, 0, 1].flatMap((dy) => cells.get(cell(mark, dx, dy)) ?? []))
    const group = around.find((one) => Math.hypot(one.x - mark.x, one.y - mark.y) < near)
    if (group) group.all.push(mark)
    else {
      const fresh = { x: mark.x, y: mark.y, all: [mark] }
      groups.push(fresh)
      cells.set(cell(mark), [...(cells.get(cell(mark)) ?? []), fresh])
    }
  }
  return groups
}

/** Whether a point lies within a shape: a line from it crosses the outlines an odd number of times. */
export function holds(shape: Shape, lon: number, lat: number): boolean {
  let within = false
  for (const ring of rings(shape)) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [x1 = 0, y1 = 0] = ring[i] ?? []
      const [x2 = 0, y2 = 0] = ring[j] ?? []
      if (y1 > lat !== y2 > lat && lon < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) within = !within
    }
  }
  return within
}
