import type { ProjectAction, Side } from '../../../../contracts/projects.ts'
import { partyLabel } from '../../../../engines/lifecycle/index.ts'
import { useText } from '../../i18n/text.tsx'
import { useActionName } from '../../shell/lifecycle.tsx'

/** The verb of an action on a project: of the lifecycle, and the one that is none of its steps. */
export function useProjectActionName(): (action: ProjectAction) => string {
  const { t } = useText()
  const lifecycle = useActionName()
  return (action) => (action === 'agree' ? t('projects.agree') : lifecycle('project', action))
}

export function useSideName(): (side: Side) => string {
  const { name } = useText()
  return (side) => name(partyLabel(side))
}
