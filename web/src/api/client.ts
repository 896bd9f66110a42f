import createClient from 'openapi-fetch'
import { Refused, asRefused, refusedFrom } from './problem'
import type { paths } from './schema'
import { type Me, session } from './session'

/** A call that gets no answer in this time has lost its connection (400 ms of delay, slow tables included). */
const TIMEOUT_MS = 30_000
/** A lost or busy call is tried again this often; writes too, because their key makes the retry harmless. */
const RETRIES = 2
const RETRY_AFTER_MS = 700

export const newKey = (): string => crypto.randomUUID()

const isWrite = (method: string) => !['GET', 'HEAD', 'OPTIONS'].includes(method)

/** The one fetch of the application: session, CSRF, idempotency key, retries, problems. */
export async function wufeiFetch(request: Request): Promise<Response> {
  const headers = new Headers(request.headers)
  headers.set('Accept', headers.get('Accept') ?? 'application/json')
  if (isWrite(request.method)) {
    if (!headers.has('Idempotency-Key')) headers.set('Idempotency-Key', newKey())
    if (session.csrf()) headers.set('X-CSRF-Token', session.csrf())
  }
  const body = isWrite(request.method) ? await request.arrayBuffer() : undefined
  for (let attempt = 0; ; attempt++) {
    try {
      const response = await fetch(request.url, {
        method: request.method,
        headers,
        body: body && body.byteLength > 0 ? body : undefined,
        credentials: 'same-origin',
        signal: AbortSignal.any([request.signal, AbortSignal.timeout(TIMEOUT_MS)]),
      })
      session.heard()
      if (response.status === 503 && attempt < RETRIES) {
        await pause(attempt)
        continue
      }
      if (response.ok) return response
      const refused = await refusedFrom(response)
      if (response.status === 401 && session.signedIn.value) session.become(null)
      throw refused
    } catch (error) {
      if (error instanceof Refused) throw error
      if (request.signal.aborted) throw error
      if (attempt >= RETRIES) {
        session.lost()
        throw asRefused(error)
      }
      await pause(attempt)
    }
  }
}

function pause(attempt: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, RETRY_AFTER_MS * 2 ** attempt))
}

/** Calls typed by the platform's own description: `const { data } = await api.GET('/api/v1/registry/units/{id}', …)`. */
export const api = createClient<paths>({ baseUrl: globalThis.location?.origin ?? '', fetch: wufeiFetch })

export type Query = Record<string, string | number | boolean | null | undefined | readonly string[]>

function address(path: string, query?: Query): string {
  const url = new URL(path, globalThis.location?.origin ?? 'http://localhost')
  for (const [key, value] of Object.entries(query ?? {})) {
    if (value === undefined || value === null || value === '') continue
    for (const one of Array.isArray(value) ? value : [value]) url.searchParams.append(key, String(one))
  }
  return url.href
}

/** Reads `path`. T is the shape that the platform's description names: `components['schemas']['…']`. */
export async function read<T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> {
  const response = await wufeiFetch(new Request(address(path, query), { signal: signal ?? null }))
  return (await response.json()) as T
}

/** Reads an object with its version, for a later change. */
export async function readVersioned<T>(path: string, query?: Query): Promise<{ value: T; etag: string | null }> {
  const response = await wufeiFetch(new Request(address(path, query)))
  return { value: (await response.json()) as T, etag: response.headers.get('ETag') }
}

export interface WriteOptions {
  /** Kept for retries of the same submit; see `useSubmit`. */
  key?: string
  /** Version that the change was made from. */
  ifMatch?: string | null
  query?: Query
  signal?: AbortSignal
}

/** Writes: JSON, or a form with files. Returns the answer's body, or undefined where there is none. */
export async function write<T = void>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
  options: WriteOptions = {},
): Promise<T> {
  const headers = new Headers()
  if (options.key) headers.set('Idempotency-Key', options.key)
  if (options.ifMatch) headers.set('If-Match', options.ifMatch)
  let sent: BodyInit | null = null
  if (body instanceof FormData) sent = body
  else if (body !== undefined) {
    headers.set('Content-Type', 'application/json')
    sent = JSON.stringify(body)
  }
  const response = await wufeiFetch(
    new Request(address(path, options.query), { method, headers, body: sent, signal: options.signal ?? null }),
  )
  const text = await response.text()
  return (text === '' ? undefined : JSON.parse(text)) as T
}

/** Fetches a file (an official table, a marked import) and hands it to the browser to save. */
export async function download(path: string, query?: Query, name?: string): Promise<void> {
  const response = await wufeiFetch(new Request(address(path, query), { headers: { Accept: '*/*' } }))
  const said = response.headers.get('Content-Disposition') ?? ''
  // the starred name is the real one wherever it stands; the plain one is for clients that know no other
  const starred = /filename\*=UTF-8''([^;]+)/i.exec(said)?.[1]
  save(await response.blob(), name ?? (starred ? decodeURIComponent(starred) : (/filename="?([^";]+)/i.exec(said)?.[1] ?? path.split('/').pop() ?? 'file')))
}

/** Hands a file to the browser to save. */
export function save(blob: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

/** Asks who is signed in; nobody is an answer too. */
export async function learnMe(): Promise<Me | null> {
  try {
    session.become(await read<Me>('/api/v1/identity/me'))
  } catch (error) {
    if (!(error instanceof Refused) || error.status !== 401) throw error
    session.become(null)
  }
  return session.me.value
}

/** A page of a list as every list of the platform gives it. */
export interface Page<T> {
  items: T[]
  next: string | null
  total: number | null
}
