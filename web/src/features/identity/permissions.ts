import type { PermissionLine, RoleLine } from './identity'

/** Permissions by module, in the order the platform lists them. */
export function byModule(permissions: readonly PermissionLine[]): { module: string; lines: PermissionLine[] }[] {
  const groups = new Map<string, PermissionLine[]>()
  for (const line of permissions) groups.set(line.module, [...(groups.get(line.module) ?? []), line])
  return [...groups].map(([module, lines]) => ({ module, lines }))
}

/** How a role stands to a permission, against what a built-in one has by itself. */
export type Standing = 'held' | 'added' | 'taken' | 'none'
export function standing(role: RoleLine, permission: string, held: ReadonlySet<string>): Standing {
  const own = role.builtin && role.defaults.includes(permission)
  return held.has(permission) ? (own || !role.builtin ? 'held' : 'added') : own ? 'taken' : 'none'
}

/** What a change would add and take away. */
export const difference = (before: readonly string[], after: ReadonlySet<string>): { added: string[]; taken: string[] } => ({
  added: [...after].filter((one) => !before.includes(one)).sort(),
  taken: before.filter((one) => !after.has(one)).sort(),
})
