import { describe, expect, it } from 'vitest'
import { type Contract, contractFault } from './contract'

const contract: Contract = { unit: 'u', no: '2026-1', counterpartyName: '某砖厂', way: 'USE', wastes: ['091-001-S05'], validFrom: '2026-01-01', validTo: '2026-12-31', state: 'ACTIVE' }

describe('a load under a contract', () => {
  it('falls under it from its first day to its last, by the day in Beijing', () => {
    expect(contractFault(contract, '091-001-S05', '2025-12-31T16:00:00Z')).toBeNull()
    expect(contractFault(contract, '091-001-S05', '2026-12-31T15:59:00Z')).toBeNull()
    expect(contractFault(contract, '091-001-S05', '2026-12-31T16:00:00Z')).toBe('ended')
    expect(contractFault(contract, '091-001-S05', '2025-12-31T15:59:00Z')).toBe('ahead')
  })
  it('does not fall under one of another waste', () => expect(contractFault(contract, '441-001-S03', '2026-05-01T04:00:00Z')).toBe('waste'))
  it('of a day before an early end still falls under it', () => {
    const ended = { ...contract, state: 'ENDED', validTo: '2026-06-30' }
    expect(contractFault(ended, '091-001-S05', '2026-06-01T04:00:00Z')).toBeNull()
    expect(contractFault(ended, null, null)).toBe('ended')
  })
})
