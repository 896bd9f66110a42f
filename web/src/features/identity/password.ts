/** The platform's password rule, as it judges again itself: shown beside the field before the mistake. */
export interface PasswordRule {
  key: 'length' | 'kinds' | 'variety' | 'login'
  met: boolean
}

const LENGTH_MIN = 10
const LENGTH_MAX = 128
const LENGTH_FREE = 16
const KINDS_MIN = 3
const DIFFERENT_MIN = 5

export function passwordRules(password: string, login: string): PasswordRule[] {
  const letters = [...password]
  const kinds = [/\p{Lu}/u, /\p{Ll}/u, /[\p{Lt}\p{Lm}\p{Lo}]/u, /\p{Nd}/u, /[^\p{L}\p{Nd}]/u].filter((kind) => kind.test(password)).length
  const account = login.trim().toLowerCase()
  return [
    { key: 'length', met: letters.length >= LENGTH_MIN && password.length <= LENGTH_MAX },
    { key: 'kinds', met: kinds >= KINDS_MIN || password.length >= LENGTH_FREE },
    { key: 'variety', met: new Set(letters).size >= DIFFERENT_MIN },
    { key: 'login', met: password !== '' && (account.length < 3 || !password.toLowerCase().includes(account)) },
  ]
}
