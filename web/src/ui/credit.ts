/** 统一社会信用代码, GB 32100-2015: 18 characters, the last one checks the others. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
export const CREDIT_LENGTH = 18

export type CreditFault = 'characters' | 'short' | 'check'

/** As printed: no spaces, capitals. */
export const creditClean = (typed: string): string => typed.replaceAll(/[\s-]/g, '').toUpperCase()

export function creditCheck(first17: string): string {
  const sum = WEIGHTS.reduce((all, weight, index) => all + weight * ALPHABET.indexOf(first17[index] as string), 0)
  return ALPHABET[(31 - (sum % 31)) % 31] as string
}

/** What is wrong with it; null where nothing is. */
export function creditFault(code: string): CreditFault | null {
  if ([...code].some((letter) => !ALPHABET.includes(letter))) return 'characters'
  if (code.length < CREDIT_LENGTH) return 'short'
  return code.length === CREDIT_LENGTH && creditCheck(code.slice(0, 17)) === code[17] ? null : 'check'
}
