/**
 * Grams become tonnes here and nowhere else. A mass is a bigint of grams, on the wire a string of grams; no `number` ever
 * holds one, because national sums pass 2⁵³.
 */
export type Grams = bigint | string

const GRAMS_PER_TONNE = 1_000_000n
const DECIMALS_MAX = 6
/** A thousand million tonnes: the platform takes no more. */
const GRAMS_MAX = 1_000_000_000n * GRAMS_PER_TONNE

const big = (grams: Grams): bigint => (typeof grams === 'bigint' ? grams : BigInt(grams))

function grouped(whole: bigint): string {
  return whole.toString().replace(/\B(?=(\d{3})+$)/g, ',')
}

/** Exact tonnes with at least `least` decimals and as many more as the figure has: `1,234.500`, `0.000001`. */
export function tonnes(grams: Grams, least = 3): string {
  const value = big(grams)
  const size = value < 0n ? -value : value
  const decimals = (size % GRAMS_PER_TONNE).toString().padStart(DECIMALS_MAX, '0').replace(/0+$/, '').padEnd(least, '0')
  return `${value < 0n ? '−' : ''}${grouped(size / GRAMS_PER_TONNE)}${decimals === '' ? '' : `.${decimals}`}`
}

/** The decimals that a column needs so that all its points stand under each other. */
export const decimalsOf = (masses: Iterable<Grams | null | undefined>, least = 3): number => {
  let most = least
  for (const mass of masses) if (mass !== null && mass !== undefined) most = Math.max(most, (tonnes(mass, 0).split('.')[1] ?? '').length)
  return most
}

/** Tonnes as a person types them, without grouping: for the value of a field. */
export function tonnesPlain(grams: Grams): string {
  return tonnes(grams, 0).replaceAll(',', '').replace('−', '-')
}

/** Divides and rounds half up, away from zero, to `decimals`; fixed decimals. */
export function rounded(grams: Grams, gramsPerUnit: bigint, decimals: number): string {
  const value = big(grams)
  const size = value < 0n ? -value : value
  const scale = 10n ** BigInt(decimals)
  const scaled = (size * scale * 2n + gramsPerUnit) / (gramsPerUnit * 2n)
  const fraction = decimals === 0 ? '' : `.${(scaled % scale).toString().padStart(decimals, '0')}`
  return `${value < 0n && scaled > 0n ? '−' : ''}${grouped(scaled / scale)}${fraction}`
}

/** A headline figure: value and unit fit to its size. Never for a column, where one unit holds. */
export function headline(grams: Grams, locale: string): { value: string; unit: string } {
  const size = big(grams) < 0n ? -big(grams) : big(grams)
  const t = (chinese: string, other: string) => (locale.startsWith('en') ? other : chinese)
  if (size >= 10_000n * GRAMS_PER_TONNE) {
    return locale.startsWith('en')
      ? { value: rounded(grams, 1_000n * GRAMS_PER_TONNE, 1), unit: 'kt' }
      : { value: rounded(grams, 10_000n * GRAMS_PER_TONNE, size >= 1_000_000n * GRAMS_PER_TONNE ? 1 : 2), unit: '万吨' }
  }
  if (size >= GRAMS_PER_TONNE || size === 0n) return { value: rounded(grams, GRAMS_PER_TONNE, size >= 100n * GRAMS_PER_TONNE || size === 0n ? 0 : 1), unit: t('吨', 't') }
  return { value: rounded(grams, 1_000n, 1), unit: t('千克', 'kg') }
}

export type MassFault = 'not-a-number' | 'too-many-decimals' | 'negative' | 'too-large'

/** Reads typed tonnes. Full-width digits, commas and blanks are forgiven; anything else is a fault, never a rounding. */
export function parseTonnes(typed: string): { grams: bigint } | { fault: MassFault } {
  const text = typed.normalize('NFKC').replaceAll(/[\s,]/g, '')
  const parts = /^(-?)(\d+)(?:\.(\d*))?$|^(-?)\.(\d+)$/.exec(text)
  if (!parts) return { fault: 'not-a-number' }
  const minus = (parts[1] ?? parts[4]) === '-'
  const decimals = (parts[3] ?? parts[5] ?? '').replace(/0+$/, '')
  if (minus) return { fault: 'negative' }
  if (decimals.length > DECIMALS_MAX) return { fault: 'too-many-decimals' }
  const whole = parts[2] ?? '0'
  const grams = BigInt(whole) * GRAMS_PER_TONNE + BigInt(decimals.padEnd(DECIMALS_MAX, '0'))
  return grams > GRAMS_MAX ? { fault: 'too-large' } : { grams }
}

/** Part of a whole in percent, one decimal, for charts' labels: exact integers until the last step. */
export function share(part: Grams, whole: Grams): string | null {
  if (big(whole) === 0n) return null
  return rounded(big(part) * 100n, big(whole), 1)
}

/** A ratio as a coordinate: loses precision on purpose, for drawing only. */
export function ratio(part: Grams, whole: Grams): number {
  return big(whole) === 0n ? 0 : Number((big(part) * 1_000_000n) / big(whole)) / 1_000_000
}

export const sum = (masses: Iterable<Grams>): bigint => {
  let total = 0n
  for (const mass of masses) total += big(mass)
  return total
}
