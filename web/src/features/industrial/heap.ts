const DECIMAL = /^(\d{1,9})(?:\.(\d{1,6}))?$/

/** A heap's mass in whole grams: cubic metres times tonnes a cubic metre, rounded half up once; null until both can be read. */
export function massOfHeap(volume: string, density: string): string | null {
  const [a, b] = [volume, density].map((text) => DECIMAL.exec(text.normalize('NFKC').replaceAll(/[\s,]/g, '')))
  if (!a || !b) return null
  const micro = (parts: RegExpExecArray) => BigInt(parts[1] as string) * 1_000_000n + BigInt((parts[2] ?? '').padEnd(6, '0'))
  // both in millionths, and a tonne is a million grams
  const grams = (micro(a) * micro(b) + 500_000n) / 1_000_000n
  return grams.toString()
}
