/** Written by `./wufei client` from docs/openapi.json; never by hand. */
export type paths = Record<string, never>
export interface components {
  schemas: Record<string, never>
}
