/** 事实 as a module told it, `出厂量（吨）` → `12.5`, set out as two sides: what the rule holds, and what was found. */
export interface Fact { name: string; title: string; unit: string; value: string; note?: string }
export interface Sides { about: Fact[]; rule: Fact[]; found: Fact[]; gap: Fact[] }

const UNIT = /^(.*?)（(?:(.*)，)?(吨|千克|天|年|辆|立方米|%)）$/
const GAP = /差额|盘盈|盘亏|超出/
const RULE = /许可量|期限|时限|年限|截止|范围|账面|出厂量|^发出$|^条件$|允差|限值|投入车辆/
const FOUND = /已发生|盘点量|接收量|^接收$|之比|产出|进度|阶段|贮存量|堆存量|出厂日期|产生年份|产生日期|发现日期|产品|产生废物|^投入/

/** `25.9 吨，2026-09-02`: a module may say unit and more beside the figure. */
const SAID = /^([\d,]+(?:\.\d+)?) ?(吨)(?:，(.+))?$/

export function factOf(name: string, value: string): Fact {
  const parts = UNIT.exec(name)
  if (parts) return { name, title: parts[2] ? `${parts[1]}（${parts[2]}）` : (parts[1] ?? name), unit: parts[3] ?? '', value }
  const said = SAID.exec(value.trim())
  return said ? { name, title: name, unit: said[2] ?? '', value: said[1] ?? '', ...(said[3] ? { note: said[3] } : {}) } : { name, title: name, unit: '', value }
}

export function sidesOf(facts: Record<string, string>): Sides {
  const sides: Sides = { about: [], rule: [], found: [], gap: [] }
  for (const [name, value] of Object.entries(facts)) {
    const fact = factOf(name, value)
    const side = GAP.test(fact.title) ? sides.gap : RULE.test(fact.title) ? sides.rule : FOUND.test(fact.title) ? sides.found : sides.about
    side.push(fact)
  }
  return sides
}

const plain = (value: string): number | null => (/^-?[\d,]+(\.\d+)?$/.test(value.trim()) ? Number(value.replaceAll(',', '')) : null)

/** A mass as it is read, `25461.5` → `25,461.5`; what is no plain mass stays as it was told. */
export function spoken(fact: Fact): string {
  if (fact.unit !== '吨' || plain(fact.value) === null || fact.value.includes(',')) return fact.value
  const [whole = '', decimals] = fact.value.trim().split('.')
  return `${whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')}${decimals === undefined ? '' : `.${decimals}`}`
}

/** Two figures of one unit, or a figure against the band it should lie in: what can be drawn. */
export type Compared =
  | { kind: 'amounts'; unit: string; rule: { title: string; value: number }; found: { title: string; value: number }; percent: string | null }
  | { kind: 'band'; low: number; high: number; value: number; title: string }

export function compared(sides: Sides): Compared | null {
  for (const rule of sides.rule) {
    const band = /^([\d.]+)\s*[–~-]\s*([\d.]+)$/.exec(rule.value.trim())
    if (band) {
      const found = sides.found.find((one) => one.title.includes('之比') && plain(one.value) !== null)
      if (found) return { kind: 'band', low: Number(band[1]), high: Number(band[2]), value: plain(found.value) ?? 0, title: found.title }
    }
    const value = rule.unit === '吨' ? plain(rule.value) : null
    const found = value === null ? undefined : sides.found.find((one) => one.unit === rule.unit && plain(one.value) !== null)
    if (value !== null && found) {
      const other = plain(found.value) ?? 0
      return { kind: 'amounts', unit: rule.unit, rule: { title: rule.title, value }, found: { title: found.title, value: other }, percent: value > 0 ? ((other / value) * 100).toFixed(1) : null }
    }
  }
  return null
}
