import { hasRole, isMember, isVerifiedMember, type Viewer } from '../../platform/viewer.ts'

/** Sees what is offered to members only as soon as it is offered; the policies of the tables say the same. */
export function seesMembersOnly(viewer: Viewer): boolean {
  return viewer.system || isVerifiedMember(viewer) || hasRole(viewer, 'operator', 'auditor', 'broker')
}

/** Who is told which capabilities fit a scenario he can see: its owner, who runs and audits the programme, brokers for what is public. */
export function mayAskForScenario(viewer: Viewer, scenario: { owner_id: string; is_public: boolean }): boolean {
  return (
    isMember(viewer, scenario.owner_id) ||
    hasRole(viewer, 'operator', 'auditor') ||
    (scenario.is_public && hasRole(viewer, 'broker'))
  )
}

/** Who is told which openings fit a capability he can see: its organisation, who runs and audits the programme, brokers for what is public. */
export function mayAskForCapability(
  viewer: Viewer,
  capability: { organisation_id: string; is_public: boolean },
): boolean {
  return (
    isMember(viewer, capability.organisation_id) ||
    hasRole(viewer, 'operator', 'auditor') ||
    (capability.is_public && hasRole(viewer, 'broker'))
  )
}
