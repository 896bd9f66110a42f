/** 号牌 (GA 36-2018): seven characters, eight of a new-energy vehicle; I and O are never used. The platform judges again. */
const PLACE = '[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z]'
const PLATE = new RegExp(`^${PLACE}([A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警]|[A-HJK][A-HJ-NP-Z0-9]\\d{4}|\\d{5}[A-HJK])$`)

/** The plate as kept, without dots and blanks; null where it is none. */
export function plateOf(typed: string): string | null {
  const plate = typed.normalize('NFKC').replaceAll(/[\s·•・.‧∙\-—]/g, '').toUpperCase()
  return PLATE.test(plate) ? plate : null
}
/** As printed on the vehicle: 藏F·12345. */
export const plateWords = (plate: string): string => (plate.length > 2 ? `${plate.slice(0, 2)}·${plate.slice(2)}` : plate)
