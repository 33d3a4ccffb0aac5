import { App, Input, Modal } from 'antd'
import { useState } from 'react'
import { meRoutes, tokenScopes } from '../../../../contracts/accounts.ts'
import { Choice } from '../../../ui/antd/choice.tsx'
import { Field } from '../../../ui/antd/field.tsx'
import { useAct, useCall } from '../../../ui/client/hooks.ts'
import { fieldMessages } from '../../../ui/client/problem.ts'
import { DateText } from '../../../ui/parts/date.tsx'
import { useText } from '../../i18n/text.tsx'
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx'
import { ManyChoice } from '../../shell/many-choice.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'

type Scope = (typeof tokenScopes)[number]

/** Tokens for programs that use the API in one's name. */
export function Tokens() {
  const { t } = useText()
  const tokens = useCall(meRoutes.tokens, {})
  const revoke = useAct(meRoutes.revokeToken)
  const [creating, setCreating] = useState(false)
  const [leaving, setLeaving] = useState<{ id: string; name: string } | null>(null)
  const [made, setMade] = useState<string | null>(null)
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{t('account.tokens')}</h2>
        <button type="button" className="button" onClick={() => setCreating(true)}>
          {t('account.tokenMake')}
        </button>
      </header>
      <p className="quiet">
        {t('account.tokensText')} <a href="/api/docs">{t('account.apiDocs')}</a>
      </p>
      <ProblemNote error={tokens.error} />
      <ul>
        {tokens.data?.items.map((one) => (
          <li key={one.id} className="line">
            <span className="grow">
              <span className="breakable">{one.name}</span>{' '}
              {one.scopes.map((scope) => (
                <span key={scope} className="tag">
                  {t(scope === 'write' ? 'account.scope_write' : 'account.scope_read')}
                </span>
              ))}
              <br />
              <span className="quiet">
                {t('account.expires')} <DateText value={one.expiresAt} /> ·{' '}
                {one.usedAt ? (
                  <>
                    {t('account.used')} <DateText value={one.usedAt} time />
                  </>
                ) : (
                  t('account.neverUsed')
                )}
              </span>
            </span>
            <button
              type="button"
              className="link"
              aria-label={`${t('account.tokenRevoke')} ${one.name}`}
              onClick={() => setLeaving(one)}
            >
              {t('account.tokenRevoke')}
            </button>
          </li>
        ))}
      </ul>
      {creating ? (
        <CreateDialog
          onMade={(token) => {
            setCreating(false)
            setMade(token)
          }}
          onClose={() => setCreating(false)}
        />
      ) : null}
      {made ? <ShownOnce token={made} onClose={() => setMade(null)} /> : null}
      {leaving ? (
        <ConfirmDialog
          verb={t('account.tokenRevoke')}
          subject={leaving.name}
          note={t('account.tokenRevokeNote')}
          danger
          busy={revoke.isPending}
          error={revoke.error}
          onConfirm={() => revoke.mutate({ params: { id: leaving.id } }, { onSuccess: () => setLeaving(null) })}
          onClose={() => setLeaving(null)}
        />
      ) : null}
    </section>
  )
}

function CreateDialog(props: { onMade: (token: string) => void; onClose: () => void }) {
  const { t } = useText()
  const create = useAct(meRoutes.createToken)
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<Scope[]>(['read'])
  const [days, setDays] = useState('90')
  const faults = fieldMessages(create.error)
  return (
    <ConfirmDialog
      verb={t('account.tokenMake')}
      note={t('account.tokenMakeNote')}
      busy={create.isPending}
      error={create.error}
      blocked={name.trim() === '' || scopes.length === 0}
      onConfirm={() =>
        create.mutate(
          { body: { name, scopes, days: Number(days) } },
          { onSuccess: ({ data }) => props.onMade(data.token) },
        )
      }
      onClose={props.onClose}
    >
      <Field label={t('account.tokenName')} hint={t('account.tokenNameHint')} error={faults.name} required>
        {(control) => (
          <Input {...control} autoFocus maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />
        )}
      </Field>
      <ManyChoice
        short
        required
        label={t('account.scopes')}
        options={tokenScopes.map((scope) => ({ value: scope, label: t(`account.scope_${scope}`) }))}
        value={scopes}
        onChange={(value) => setScopes(value as Scope[])}
        error={faults.scopes}
      />
      <Field label={t('account.days')} error={faults.days} required>
        {(control) => (
          <Choice
            {...control}
            value={days}
            options={['7', '30', '90', '180', '365'].map((count) => ({
              value: count,
              label: t('account.daysCount', { count }),
            }))}
            onChange={setDays}
          />
        )}
      </Field>
    </ConfirmDialog>
  )
}

/** The token itself: the server keeps only its hash, so this is the one time it can be read. */
function ShownOnce(props: { token: string; onClose: () => void }) {
  const { t } = useText()
  const { message } = App.useApp()
  async function copy() {
    // Missing on plain-HTTP addresses of a local network; the text is selected on focus there.
    await navigator.clipboard?.writeText(props.token)
    if (navigator.clipboard) message.success(t('common.copied'))
  }
  return (
    <Modal open title={t('account.tokenMade')} footer={null} mask={{ closable: false }} onCancel={props.onClose}>
      <div className="stack">
        <p className="note note-wait">{t('account.tokenOnce')}</p>
        <Field label={t('account.token')}>
          {({ status: _, ...control }) => (
            <input
              {...control}
              className="input"
              readOnly
              value={props.token}
              onFocus={(event) => event.target.select()}
            />
          )}
        </Field>
        <div className="row">
          <button type="button" className="button primary" onClick={() => void copy()}>
            {t('common.copy')}
          </button>
          <button type="button" className="button" onClick={props.onClose}>
            {t('account.tokenKept')}
          </button>
        </div>
      </div>
    </Modal>
  )
}
