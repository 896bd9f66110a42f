import { daysOf } from './industrial'

/**
 * Where the figures of a unit's book open. Each names the entries that add up to it; `hands` tells what came from others
 * from what the unit moved itself.
 */
const OWN = 'IN,WITHIN'
const entries: Record<string, Record<string, string>> = {
  generatedG: { stageFrom: 'GENERATED' },
  foundG: { stageFrom: 'FOUND' },
  receivedG: { stageFrom: 'IN_TRANSIT,STORED', hands: 'IN' },
  returnedG: { stageFrom: 'IN_TRANSIT', stageTo: 'STORED', hands: 'WITHIN' },
  ownUseG: { stageTo: 'UTILISED', hands: OWN },
  ownDisposalG: { stageTo: 'DISPOSED', hands: OWN },
  outG: { stageTo: 'IN_TRANSIT', hands: 'WITHIN' },
  lostG: { stageFrom: 'STORED', stageTo: 'LOST', hands: 'WITHIN' },
}
export const entriesBehind = (figure: string, unit: string, from: string, to: string, waste?: string): string =>
  `/api/v1/ledger/entries?${new URLSearchParams({ from, to, unit, ...(waste ? { waste } : {}), ...entries[figure] })}`

const ways: Record<string, string> = { entrustedUseG: 'USE', entrustedDisposalG: 'DISPOSAL', entrustedStorageG: 'STORAGE' }
/** What was entrusted to others is a list of loads; its mass is what left, less what came back. */
export function loadsBehind(figure: string, waste: string, from: string, to: string): string | null {
  const way = ways[figure]
  return way === undefined ? null : `/industrial/exits?${new URLSearchParams({ way, from, to, q: waste })}`
}
export const monthBehind = (figure: string, unit: string, month: string, waste?: string): string => {
  const { from, to } = daysOf(month)
  return entriesBehind(figure, unit, from, to, waste)
}
/** The permit's ways as figures of the book; what is stored is a stock and opens to it. */
export const permitFigures: Record<string, string> = { OWN_USE: 'ownUseG', OWN_DISPOSAL: 'ownDisposalG', ENTRUSTED_USE: 'entrustedUseG', ENTRUSTED_DISPOSAL: 'entrustedDisposalG', ENTRUSTED_STORAGE: 'entrustedStorageG' }
