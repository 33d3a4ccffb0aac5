import type { Me } from '../../../../contracts/accounts.ts'
import type { Project, Side } from '../../../../contracts/projects.ts'

/** The sides of a project that somebody belongs to. */
export function sidesOf(me: Me, project: Pick<Project, 'owner' | 'providers'>): Side[] {
  const own = new Set(me.memberships.map((each) => each.organisation.id))
  return [
    ...(own.has(project.owner.id) ? (['owner'] as const) : []),
    ...(project.providers.some((each) => own.has(each.id)) ? (['provider'] as const) : []),
  ]
}

/** The side he acts for now: that of the chosen organisation where he belongs to both. */
export function sideOf(me: Me, project: Pick<Project, 'owner' | 'providers'>): Side | null {
  const sides = sidesOf(me, project)
  if (sides.length < 2) return sides[0] ?? null
  return me.organisation?.id === project.owner.id ? 'owner' : 'provider'
}
