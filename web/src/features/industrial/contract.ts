import { day } from '@/ui/days'

/** What an exit needs to know of a registered contract. */
export interface Contract {
  unit: string
  no: string
  counterparty?: string | null
  counterpartyName: string
  way: string
  wastes: string[]
  amountG?: string | null
  validFrom: string
  validTo: string
  state: string
}
export type ContractFault = 'ended' | 'ahead' | 'waste'

/** Why a load of this waste on this day does not fall under the contract; null where it does, or where nobody can say yet. */
export function contractFault(contract: Contract, waste: string | null, at: string | null): ContractFault | null {
  if (at) {
    const on = day(at)
    if (on > contract.validTo) return 'ended'
    if (on < contract.validFrom) return 'ahead'
  } else if (contract.state !== 'ACTIVE') return 'ended'
  return waste && !contract.wastes.includes(waste) ? 'waste' : null
}
