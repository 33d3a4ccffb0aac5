import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Input } from 'antd'
import { useState } from 'react'
import { meRoutes } from '../../../../contracts/accounts.ts'
import { Field } from '../../../ui/antd/field.tsx'
import { hrefOf, send } from '../../../ui/client/call.ts'
import { fieldMessages } from '../../../ui/client/problem.ts'
import { useText } from '../../i18n/text.tsx'
import { PrivacyNotice, useNotice } from '../../session/privacy-notice.tsx'
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx'

/** What is kept about oneself: the notice one agreed to, a copy of everything, and having it erased. */
export function PersonalData() {
  const { t } = useText()
  const version = useNotice().data?.version
  const [notice, setNotice] = useState(false)
  const [erasing, setErasing] = useState(false)
  return (
    <section className="panel">
      <h2>{t('account.personal')}</h2>
      <p className="quiet">{t('account.consented', { version: version ?? '…' })}</p>
      <div className="row wrap">
        <button type="button" className="button" aria-expanded={notice} onClick={() => setNotice(!notice)}>
          {t('access.readNotice')}
        </button>
        <a className="button" href={hrefOf(meRoutes.exportData)} download>
          {t('account.export')}
        </a>
        <button type="button" className="button danger" onClick={() => setErasing(true)}>
          {t('account.erase')}
        </button>
      </div>
      {notice ? <PrivacyNotice /> : null}
      {erasing ? <EraseDialog onClose={() => setErasing(false)} /> : null}
    </section>
  )
}

function EraseDialog(props: { onClose: () => void }) {
  const { t } = useText()
  const queries = useQueryClient()
  // Afterwards nobody is signed in: asking again who one is, as other acts do, would only ask for the password once more.
  const erase = useMutation({ mutationFn: (typed: string) => send(meRoutes.erase, { body: { password: typed } }) })
  const [password, setPassword] = useState('')
  const [sure, setSure] = useState(false)
  return (
    <ConfirmDialog
      verb={t('account.erase')}
      note={t('account.eraseNote')}
      danger
      busy={erase.isPending}
      error={erase.error}
      blocked={password === '' || !sure}
      onConfirm={() =>
        erase.mutate(password, {
          onSuccess: () => {
            queries.clear()
            location.assign('/')
          },
        })
      }
      onClose={props.onClose}
    >
      <label className="check">
        <input type="checkbox" checked={sure} onChange={(event) => setSure(event.target.checked)} />
        {t('account.eraseSure')}
      </label>
      <Field label={t('access.password')} error={fieldMessages(erase.error).password} required>
        {(control) => (
          <Input.Password
            {...control}
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </Field>
    </ConfirmDialog>
  )
}
