import { useQueryClient } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useState, useSyncExternalStore } from 'react'
import type { Me } from '../../../contracts/accounts.ts'
import { isProblem, unreadableProblem } from '../../ui/client/problem.ts'
import { sessionGate } from '../../ui/client/session-gate.ts'
import { useText } from '../i18n/text.tsx'
import { meQuery } from '../session/me.ts'
import { SignInForm } from '../session/sign-in-form.tsx'

/**
 * Signing in again in place: the page stays as it is, waiting requests are sent again afterwards. Only the same person
 * may go on here, else one person's typing would be sent in another's name.
 */
export function SignInAgain() {
  const { t } = useText()
  const queries = useQueryClient()
  const closed = useSyncExternalStore(sessionGate.subscribe, sessionGate.isClosed)
  const [other, setOther] = useState(false)
  const before = queries.getQueryData<Me>(meQuery.queryKey)

  function leave() {
    sessionGate.giveUp(unreadableProblem(401))
    location.assign('/app/sign-in')
  }

  function signedIn(me: Me) {
    if (before && before.user.id !== me.user.id) {
      setOther(true)
      return
    }
    setOther(false)
    queries.setQueryData(meQuery.queryKey, me)
    sessionGate.reopen()
    void queries.invalidateQueries({ predicate: (query) => isProblem(query.state.error) })
  }

  return (
    <Modal
      open={closed}
      title={t('shell.againTitle')}
      closable={false}
      maskClosable={false}
      keyboard={false}
      destroyOnHidden
      footer={
        <Button type="text" onClick={leave}>
          {t('shell.againLeave')}
        </Button>
      }
      width={400}
    >
      <p>{t('shell.againText')}</p>
      {other ? (
        <p className="note note-bad" role="alert">
          {t('shell.againOther')}
        </p>
      ) : null}
      <SignInForm {...accountOf(before)} onSignedIn={signedIn} />
    </Modal>
  )
}

/** The account shown to its holder may be masked; then it is asked for again. */
function accountOf(me: Me | undefined): { account?: string } {
  const account = me?.user.email ?? me?.user.mobile
  return account && !account.includes('*') ? { account } : {}
}
