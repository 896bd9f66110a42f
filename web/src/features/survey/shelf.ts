import type { FieldRecord } from './delivery'

/** The telephone's own shelf: what was written on site with its photos, and what the form must know without a network. */
const NAME = 'wufei-field'
const RECORDS = 'records'
const FACTS = 'facts'

let opened: Promise<IDBDatabase> | undefined
function open(): Promise<IDBDatabase> {
  return (opened ??= new Promise<IDBDatabase>((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1)
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore(RECORDS, { keyPath: 'id' })
      asked.result.createObjectStore(FACTS)
    }
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(asked.error ?? new Error('no shelf'))
  }).catch((error: unknown) => {
    opened = undefined
    throw error
  }))
}
async function on<T>(store: string, mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const shelf = await open()
  return new Promise((resolve, reject) => {
    const work = shelf.transaction(store, mode)
    const asked = act(work.objectStore(store))
    work.oncomplete = () => resolve(asked.result)
    work.onabort = work.onerror = () => reject(work.error ?? asked.error ?? new Error('the shelf is full'))
  })
}

export const shelf = {
  /** What this person wrote, the newest first. */
  all: async (person: string): Promise<FieldRecord[]> => (await on<FieldRecord[]>(RECORDS, 'readonly', (store) => store.getAll())).filter((one) => one.person === person).sort((a, b) => b.savedAt - a.savedAt),
  put: async (record: FieldRecord): Promise<void> => void (await on(RECORDS, 'readwrite', (store) => store.put(record))),
  remove: async (id: string): Promise<void> => void (await on(RECORDS, 'readwrite', (store) => store.delete(id))),
  fact: <T>(name: string): Promise<T | undefined> => on<T | undefined>(FACTS, 'readonly', (store) => store.get(name) as IDBRequest<T | undefined>),
  remember: async (name: string, value: unknown): Promise<void> => void (await on(FACTS, 'readwrite', (store) => store.put(value, name))),
  /** Asks the browser not to throw the shelf away when room gets short. */
  hold: async (): Promise<boolean> => (await navigator.storage?.persist?.().catch(() => false)) ?? false,
}
