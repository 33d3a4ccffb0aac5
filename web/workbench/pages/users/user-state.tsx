import type { User } from '../../../../contracts/accounts.ts'
import { StateTag } from '../../../ui/parts/state-tag.tsx'
import { useText } from '../../i18n/text.tsx'

export function isLocked(user: Pick<User, 'lockedUntil'>, now = new Date()): boolean {
  return user.lockedUntil !== null && new Date(user.lockedUntil) > now
}

/** Usable, locked for a while after wrong passwords, disabled, or erased. */
export function UserState({ user }: { user: User }) {
  const { t } = useText()
  if (user.state === 'active' && isLocked(user)) return <StateTag tone="sand">{t('users.state_locked')}</StateTag>
  const tone = user.state === 'active' ? 'pine' : user.state === 'disabled' ? 'tile' : 'plain'
  return <StateTag tone={tone}>{t(`users.state_${user.state}`)}</StateTag>
}
