import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { App, Button, Input } from 'antd'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { type Agreement, agreementRoutes } from '../../../../contracts/agreements.ts'
import { scenarioRoutes } from '../../../../contracts/scenarios.ts'
import { AmountInput } from '../../../ui/antd/amount-input.tsx'
import { Field } from '../../../ui/antd/field.tsx'
import { createAutosave } from '../../../ui/client/autosave.ts'
import { useAct, useCall } from '../../../ui/client/hooks.ts'
import { fieldMessages } from '../../../ui/client/problem.ts'
import { EmptyState } from '../../../ui/parts/empty-state.tsx'
import { useText } from '../../i18n/text.tsx'
import { useMe } from '../../session/me.ts'
import { useActionName } from '../../shell/lifecycle.tsx'
import { ManyChoice } from '../../shell/many-choice.tsx'
import { PageFailure } from '../../shell/page-failure.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'
import { useRecordWords } from '../../shell/record-words.ts'
import { SaveNote } from '../../shell/save-note.tsx'
import { FormParties } from './form-parties.tsx'
import { FormProcurement } from './form-procurement.tsx'
import { Papers } from './papers.tsx'
import { createAgreementPort } from './port.ts'
import { type FormValue, fromAgreement, unnamed } from './value.ts'

/** The draft of a letter or a contract, kept as it is typed; both sides write on the same one. */
export function EditAgreementPage() {
  const { id = '' } = useParams({ strict: false })
  const { t } = useText()
  const query = useCall(agreementRoutes.get, { params: { id } }, { staleTime: 0 })
  if (query.error && !query.data) return <PageFailure error={query.error} />
  if (!query.data || !query.isFetchedHere) return <p className="quiet">{t('common.loading')}</p>
  return <Opened key={query.data.id} agreement={query.data} etag={query.etag} />
}

/** Decided once: a form that was opened stays until it has told what became of its sending, which ends the drafting. */
function Opened(props: { agreement: Agreement; etag: string | null }) {
  const { t } = useText()
  const [{ agreement, etag }] = useState(props)
  if (agreement.editable) return <AgreementForm initial={agreement} etag={etag} />
  return (
    <EmptyState
      title={t('agreements.notEditable')}
      action={
        <Link to="/agreements/$id" params={{ id: agreement.id }} className="button">
          {t('agreements.view')}
        </Link>
      }
    />
  )
}

function AgreementForm(props: { initial: Agreement; etag: string | null }) {
  const { t, locale } = useText()
  const { message } = App.useApp()
  const me = useMe()
  const navigate = useNavigate()
  const actionName = useActionName()
  const [agreement, setAgreement] = useState(props.initial)
  const [autosave] = useState(() =>
    createAutosave<FormValue>({
      port: createAgreementPort({
        id: props.initial.id,
        locale,
        sentences: { shareBad: t('agreements.shareBad'), shareSumBad: (sum) => t('agreements.shareSumBad', { sum }) },
        onSaved: setAgreement,
      }),
      initial: { value: fromAgreement(props.initial), etag: props.etag },
      store: localStorage,
      storeKey: `agreement:${me.user.id}:${props.initial.id}`,
    }),
  )
  useEffect(() => () => autosave.stop(), [autosave])
  const form = useSyncExternalStore(autosave.subscribe, autosave.get)
  const send = useAct(agreementRoutes.act)
  const scenario = useCall(scenarioRoutes.get, { params: { id: agreement.scenario.id } })
  const [unreadable, setUnreadable] = useState(false)
  const { value } = form
  const set = autosave.set
  const refused = { ...fieldMessages(form.problem), ...fieldMessages(send.error) }
  const fault = (path: string) => form.faults[path] ?? refused[path]
  const contract = agreement.kind === 'contract'
  const owns = me.memberships.some((one) => one.organisation.id === agreement.owner.id)
  const missing = [
    ...(value.terms.trim() === '' ? [t('agreements.terms')] : []),
    ...(contract && value.amountCny === null ? [t('agreements.amount')] : []),
    ...(contract && agreement.publicOwner ? unnamed(value.procurement).map((each) => t(`agreements.${each}`)) : []),
  ]

  async function sendForReview() {
    if (!(await autosave.flush())) {
      message.warning(t('form.submitBlocked'))
      return
    }
    send.mutate(
      { params: { id: agreement.id, action: 'send_for_review' }, body: {}, etag: autosave.get().saved.etag },
      {
        onSuccess: ({ data }) => {
          autosave.forget()
          message.success(t('agreements.done', { action: actionName('agreement', 'send_for_review') }))
          void navigate({ to: '/agreements/$id', params: { id: data.id } })
        },
      },
    )
  }

  const day = (name: 'effectiveFrom' | 'validUntil', hint: string) => (
    <Field label={t(`agreements.${name}`)} hint={hint} error={fault(name)}>
      {({ status, ...control }) => (
        <input
          {...control}
          type="date"
          className="input"
          data-status={status}
          value={value[name]}
          onChange={(event) => set({ [name]: event.target.value })}
        />
      )}
    </Field>
  )

  return (
    <div className="narrow stack">
      <header className="page-head">
        <h1>
          {t('agreements.editTitle')} · {t(`agreements.${agreement.kind}`)}
        </h1>
        <SaveNote form={form} />
      </header>
      <p className="quiet">
        <Link to="/scenarios/$id" params={{ id: agreement.scenario.id }}>
          {agreement.scenario.title}
        </Link>{' '}
        {t('agreements.startNote')}
      </p>
      <Conflicts form={form} choose={autosave.choose} />
      {form.status === 'refused' && Object.keys(form.faults).length === 0 ? <ProblemNote error={form.problem} /> : null}
      <Field label={t('agreements.titleField')} error={fault('title')} required>
        {(control) => (
          <Input
            {...control}
            maxLength={120}
            value={value.title}
            onChange={(event) => set({ title: event.target.value })}
          />
        )}
      </Field>
      <ManyChoice
        label={t('agreements.openings')}
        options={(scenario.data?.openings ?? agreement.openings).map((one) => ({ value: one.id, label: one.text }))}
        value={value.openings}
        onChange={(openings) => set({ openings })}
        error={fault('openings')}
        required
      />
      <FormParties
        agreement={agreement}
        rows={value.parties}
        fault={fault}
        owns={owns}
        onChange={(parties) => set({ parties })}
      />
      <Field label={t('agreements.terms')} hint={t('agreements.termsHint')} error={fault('terms')} required>
        {(control) => (
          <Input.TextArea
            {...control}
            autoSize={{ minRows: 8, maxRows: 30 }}
            value={value.terms}
            count={{ show: value.terms.length > 16_000, max: 20_000 }}
            onChange={(event) => set({ terms: event.target.value })}
          />
        )}
      </Field>
      <div className="grid-3">
        <Field
          label={t('agreements.amount')}
          hint={t(contract ? 'agreements.amountHint' : 'agreements.amountLetterHint')}
          error={unreadable ? t('agreements.unreadable') : fault('amountCny')}
          required={contract}
        >
          {(control) => (
            <AmountInput
              {...control}
              value={value.amountCny}
              onChange={(amountCny) => set({ amountCny })}
              onUnreadable={setUnreadable}
            />
          )}
        </Field>
        {day('effectiveFrom', t('agreements.effectiveHint'))}
        {day('validUntil', t('agreements.validHint'))}
      </div>
      <Field label={t('agreements.number')} hint={t('agreements.numberHint')} error={fault('number')}>
        {(control) => (
          <Input
            {...control}
            maxLength={80}
            value={value.number}
            onChange={(event) => set({ number: event.target.value })}
          />
        )}
      </Field>
      <FormProcurement
        agreement={agreement}
        value={value.procurement}
        fault={fault}
        onChange={(change) => set({ procurement: change(autosave.get().value.procurement) })}
      />
      <Papers
        label={t('agreements.attachments')}
        hint={t('form.filesHint')}
        rows={value.attachments}
        most={20}
        error={fault('attachments')}
        // What was uploaded meanwhile is in the form by now, so the newest value is added to.
        onAdd={(file) => set({ attachments: [...autosave.get().value.attachments, file] })}
        onRemove={(id) => set({ attachments: autosave.get().value.attachments.filter((file) => file.id !== id) })}
      />
      <section className="stack tight block-line">
        <p className={missing.length > 0 ? 'note note-wait' : 'tone-pine'}>
          {missing.length > 0
            ? t('agreements.incomplete', { fields: missing.join('、') })
            : `✓ ${t('form.missingNone')}`}
        </p>
        <p className="quiet">{t('agreements.sendNote')}</p>
        <ProblemNote error={send.error} />
        <div className="row wrap">
          <Button
            type="primary"
            disabled={
              missing.length > 0 || unreadable || form.conflicts.length > 0 || Object.keys(form.faults).length > 0
            }
            loading={send.isPending}
            onClick={() => void sendForReview()}
          >
            {actionName('agreement', 'send_for_review')}
          </Button>
          <Link to="/agreements/$id" params={{ id: agreement.id }} className="button">
            {t('agreements.view')}
          </Link>
        </div>
      </section>
    </div>
  )
}

/** Fields changed here and by the other side at the same time: one is chosen for each. */
function Conflicts(props: {
  form: ReturnType<ReturnType<typeof createAutosave<FormValue>>['get']>
  choose: (choices: Record<string, 'mine' | 'theirs'>) => void
}) {
  const { t } = useText()
  const words = useRecordWords()
  const { conflicts } = props.form
  if (conflicts.length === 0) return null
  return (
    <section className="note note-wait stack tight" aria-label={t('form.conflictTitle')}>
      <h2>{t('form.conflictTitle')}</h2>
      {conflicts.map(({ field, mine, theirs }) => (
        <div key={field} className="stack tight">
          <strong>{words.field(field)}</strong>
          {(['mine', 'theirs'] as const).map((side) => (
            <p key={side} className="split">
              <span className="prose">
                {words.shown('agreement', field, side === 'mine' ? mine : theirs) || t('common.unknown')}
              </span>
              <button type="button" className="button" onClick={() => props.choose({ [field]: side })}>
                {t(side === 'mine' ? 'form.keepMine' : 'form.keepTheirs')}
              </button>
            </p>
          ))}
        </div>
      ))}
    </section>
  )
}
