/** A refusal as the platform words it (RFC 9457). `fields` name the places of the form that are wrong. */
export interface ProblemBody {
  type: string
  title: string
  status: number
  detail?: string
  fields?: FieldProblem[]
  [fact: string]: unknown
}

export interface FieldProblem {
  field: string
  code: string
  message: string
}

/** Thrown by every call that the platform refuses; a lost connection is one too, with `slug` "network". */
export class Refused extends Error {
  readonly slug: string
  readonly status: number
  readonly fields: FieldProblem[]

  constructor(readonly body: ProblemBody) {
    super(body.title)
    this.name = 'Refused'
    this.slug = body.type.replace(/^.*\/problems\//, '')
    this.status = body.status
    this.fields = body.fields ?? []
  }

  /** What the problem says beside its title: the facts, for a person to read. */
  get facts(): [string, unknown][] {
    const known = new Set(['type', 'title', 'status', 'detail', 'instance', 'fields'])
    return Object.entries(this.body).filter(([key, value]) => !known.has(key) && value !== null && value !== undefined)
  }
}

/** Any thrown thing as a refusal, so that a page has one kind of failure to show. */
export function asRefused(error: unknown): Refused {
  if (error instanceof Refused) return error
  if (error instanceof DOMException && error.name === 'AbortError') {
    return new Refused({ type: 'aborted', title: 'aborted', status: 0 })
  }
  const lost = error instanceof TypeError
  return new Refused({ type: lost ? 'network' : 'defect', title: String(error instanceof Error ? error.message : error), status: 0 })
}

/** Reads the problem from an answer; an answer that is none (a proxy's page) still becomes one. */
export async function refusedFrom(response: Response): Promise<Refused> {
  let body: Partial<ProblemBody> = {}
  try {
    body = (await response.json()) as Partial<ProblemBody>
  } catch {
    // not JSON: the status line is all there is
  }
  return new Refused({ ...body, type: body.type ?? `http-${response.status}`, title: body.title ?? `HTTP ${response.status}`, status: response.status })
}
