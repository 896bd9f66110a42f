import { describe, expect, it } from 'vitest'
import { passwordRules } from './password'

const unmet = (password: string, login = 'zhaxi') => passwordRules(password, login).filter((rule) => !rule.met).map((rule) => rule.key)
describe('the rule for passwords', () => {
  it('takes ten characters of three kinds', () => expect(unmet('Wufei-demo-2026')).toEqual([]))
  it('counts letters without a case as a kind of their own', () => expect(unmet('一句只有您知道的话-2026')).toEqual([]))
  it('takes sixteen characters of any kind', () => expect(unmet('correcthorsebatterystaple')).toEqual([]))
  it('wants length, kinds and variety', () => {
    expect(unmet('')).toEqual(['length', 'kinds', 'variety', 'login'])
    expect(unmet('onlyletters')).toEqual(['kinds'])
    expect(unmet('Aa1Aa1Aa1Aa1')).toEqual(['variety'])
  })
  it('takes no password that holds the login, however it is written', () => expect(unmet('My-ZhaXi-2026')).toEqual(['login']))
})
