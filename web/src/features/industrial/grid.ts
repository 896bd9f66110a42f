import { instant, today } from '@/ui/days'
import type { Option } from '@/ui/form'
import { parseTonnes } from '@/ui/mass'

/** A table typed or pasted row by row: text in, documents or problems out. */
export const GRID = ['at', 'waste', 'mass', 'place', 'link', 'handler', 'batchNo', 'note'] as const
export type GridColumn = (typeof GRID)[number]
export type GridRow = Record<GridColumn, string>
export type GridFault = 'at' | 'waste' | 'mass' | 'place'

/** The platform books so many at once, all or none. */
export const GRID_ROWS_MAX = 500

export const blankRow = (): GridRow => ({ at: '', waste: '', mass: '', place: '', link: '', handler: '', batchNo: '', note: '' })
export const isBlank = (row: GridRow): boolean => GRID.every((column) => row[column].trim() === '')

/** Cells as a spreadsheet copies them: tabs and lines; a cell in quotes may hold both, and a doubled quote. */
export function cells(text: string): string[][] {
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  const source = text.replaceAll('\r\n', '\n').replace(/\n$/, '')
  for (let i = 0; i < source.length; i++) {
    const at = source[i] as string
    if (quoted) {
      if (at === '"' && source[i + 1] === '"') {
        cell += '"'
        i++
      } else if (at === '"') quoted = false
      else cell += at
    } else if (at === '"' && cell === '') quoted = true
    else if (at === '\t' || at === '\n') {
      rows.at(-1)?.push(cell)
      cell = ''
      if (at === '\n') rows.push([])
    } else cell += at
  }
  rows.at(-1)?.push(cell)
  return rows
}

/** Puts pasted cells into the rows from a cell on; rows are added as needed, columns beyond the last are dropped. */
export function paste(rows: GridRow[], row: number, column: GridColumn, text: string): GridRow[] {
  const after = rows.map((one) => ({ ...one }))
  const first = GRID.indexOf(column)
  cells(text).forEach((line, down) => {
    if (row + down >= GRID_ROWS_MAX) return
    while (after.length <= row + down) after.push(blankRow())
    const target = after[row + down] as GridRow
    line.forEach((cell, across) => {
      const name = GRID[first + across]
      if (name) target[name] = cell.trim()
    })
  })
  return after
}

/** `2026-11-03`, `2026/11/3 9:20`, `2026年11月3日`, or a month alone: `2026-10`. */
export function readTime(text: string): { generatedAt: string } | { month: string } | null {
  const plain = text.normalize('NFKC').trim().replace(/[年月/.]/g, '-').replace(/日/, ' ').replace(/-+$/, '').trim()
  const parts = /^(\d{4})-(\d{1,2})(?:-(\d{1,2})(?:[ T]+(\d{1,2}):(\d{2})(?::\d{2})?)?)?$/.exec(plain)
  if (!parts) return null
  const [, year, month, date, hour, minute] = parts as unknown as [string, string, string, string?, string?, string?]
  const pad = (value: string) => value.padStart(2, '0')
  if (Number(month) < 1 || Number(month) > 12) return null
  if (date === undefined) return { month: `${year}-${pad(month)}` }
  const iso = `${year}-${pad(month)}-${pad(date)}`
  const real = new Date(`${iso}T00:00:00Z`)
  if (Number.isNaN(real.getTime()) || real.toISOString().slice(0, 10) !== iso) return null
  // a day without a clock is its noon; today's noon may lie ahead, so today is its begin
  const clock = hour === undefined ? (iso >= today() ? '00:01' : '12:00') : `${pad(hour)}:${minute}`
  return Number(hour ?? 0) > 23 || Number(minute ?? 0) > 59 ? null : { generatedAt: instant(`${iso} ${clock}`) }
}

/** The one option that the text names: its value, its title, or the only one that holds it. */
export function readOption(text: string, options: readonly Option[]): string | null {
  const wanted = text.normalize('NFKC').trim()
  if (wanted === '') return null
  const exact = options.find((one) => one.value === wanted || one.title === wanted)
  if (exact) return exact.value
  const holding = options.filter((one) => one.title.includes(wanted))
  return holding.length === 1 ? (holding[0]?.value ?? null) : null
}

export interface GridItem {
  waste: string
  massG: string
  placeId: string
  generatedAt?: string
  month?: string
  link: string
  handler: string
  batchNo: string
  note: string
}

/** A row as the platform takes it, or the cells that cannot be read. */
export function readRow(row: GridRow, wastes: readonly Option[], places: readonly Option[]): { item: GridItem } | { faults: GridFault[] } {
  const at = readTime(row.at)
  const code = row.waste.normalize('NFKC').trim().toUpperCase()
  const waste = readOption(row.waste, wastes) ?? (/^\d{3}-\d{3}-S\d{2}$/.test(code) ? code : null)
  const mass = parseTonnes(row.mass)
  const place = row.place.trim() === '' && places.length === 1 ? (places[0]?.value ?? null) : readOption(row.place, places)
  const faults: GridFault[] = []
  if (at === null) faults.push('at')
  if (waste === null) faults.push('waste')
  if (!('grams' in mass) || mass.grams === 0n) faults.push('mass')
  if (place === null) faults.push('place')
  if (faults.length > 0 || at === null || waste === null || place === null || !('grams' in mass)) return { faults }
  return { item: { ...at, waste, placeId: place, massG: mass.grams.toString(), link: row.link.trim(), handler: row.handler.trim(), batchNo: row.batchNo.trim(), note: row.note.trim() } }
}
