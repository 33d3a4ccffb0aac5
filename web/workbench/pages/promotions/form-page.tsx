import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { App, Button, Input } from 'antd'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { todoRoutes } from '../../../../contracts/desk.ts'
import { type Promotion, promotionRoutes } from '../../../../contracts/promotions.ts'
import { Field } from '../../../ui/antd/field.tsx'
import { createAutosave } from '../../../ui/client/autosave.ts'
import { useAct, useCall } from '../../../ui/client/hooks.ts'
import { fieldMessages } from '../../../ui/client/problem.ts'
import { EmptyState } from '../../../ui/parts/empty-state.tsx'
import { Receipt } from '../../../ui/parts/receipt.tsx'
import { useText } from '../../i18n/text.tsx'
import { useMe } from '../../session/me.ts'
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx'
import { useLabels } from '../../shell/labels.ts'
import { PageFailure } from '../../shell/page-failure.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'
import { SaveNote } from '../../shell/save-note.tsx'
import { PromotionDialog } from './action-dialog.tsx'
import { Conflicts } from './conflicts.tsx'
import { EvidenceRows } from './evidence-rows.tsx'
import { createPromotionPort } from './port.ts'
import { type FormValue, fromPromotion } from './value.ts'

export function EditPromotionPage() {
  const { id = '' } = useParams({ strict: false })
  const { t } = useText()
  const query = useCall(promotionRoutes.get, { params: { id } }, { staleTime: 0 })
  const [done, setDone] = useState<Promotion | null>(null)
  // What is handed in is no draft any more before its receipt is there: the form stays until then.
  const [begun, setBegun] = useState<string | null>(null)
  if (done) return <Done promotion={done} />
  if (query.error && !query.data) return <PageFailure error={query.error} />
  if (!query.data || !query.isFetchedHere) return <p className="quiet">{t('common.loading')}</p>
  const editable = query.data.actions.includes('apply')
  if (editable && begun !== query.data.id) setBegun(query.data.id)
  if (!editable && begun !== query.data.id) {
    return (
      <EmptyState
        title={t('promotions.notEditable')}
        action={
          <Link to="/promotions/$id" params={{ id }} className="button">
            {t('promotions.see')}
          </Link>
        }
      />
    )
  }
  return <PromotionForm key={query.data.id} first={query.data} etag={query.etag} onDone={setDone} />
}

function Done({ promotion }: { promotion: Promotion }) {
  const { t } = useText()
  return (
    <div className="narrow stack">
      <Receipt
        title={t('promotions.submitted')}
        number={promotion.code ?? ''}
        at={promotion.appliedAt ?? promotion.updatedAt}
        next={t('promotions.receiptNext')}
        dueAt={promotion.dueAt}
      />
      <p>
        <Link to="/promotions/$id" params={{ id: promotion.id }} className="button primary">
          {t('promotions.see')}
        </Link>
      </p>
    </div>
  )
}

function useForm(first: Promotion, etag: string | null) {
  const { locale } = useText()
  const me = useMe()
  const [promotion, setPromotion] = useState(first)
  const [autosave] = useState(() =>
    createAutosave<FormValue>({
      port: createPromotionPort({ promotion: first, locale, onSaved: setPromotion }),
      initial: { value: fromPromotion(first), etag },
      store: localStorage,
      storeKey: `promotion:${me.user.id}:${first.id}`,
    }),
  )
  useEffect(() => () => autosave.stop(), [autosave])
  return { promotion, autosave, form: useSyncExternalStore(autosave.subscribe, autosave.get) }
}

function PromotionForm(props: { first: Promotion; etag: string | null; onDone: (promotion: Promotion) => void }) {
  const { t } = useText()
  const labels = useLabels()
  const { message } = App.useApp()
  const { promotion, autosave, form } = useForm(props.first, props.etag)
  const prospects = useCall(promotionRoutes.prospects, { params: { id: promotion.scenario.id } })
  const months = prospects.data?.offers.find((one) => one.toRung === promotion.toRung)?.validMonths
  const [asking, setAsking] = useState<'apply' | 'discard' | null>(null)
  const { value } = form
  const refused = fieldMessages(form.problem)
  const fault = (path: string) => form.faults[path] ?? refused[path]
  const missing = (promotion.missing ?? []).map(({ path, kinds }) =>
    path === 'evidence'
      ? t('promotions.missingEvidence', {
          kinds: kinds.map((kind) => t(`promotions.kind_${kind}`)).join(t('promotions.or')),
        })
      : t(path === 'statement' ? 'promotions.statement' : 'promotions.summary'),
  )

  async function ask() {
    if (await autosave.flush()) setAsking('apply')
    else message.warning(t('form.submitBlocked'))
  }

  return (
    <div className="narrow stack">
      <header className="page-head">
        <h1>{t('promotions.editTitle')}</h1>
        <SaveNote form={form} waiting={null} />
      </header>
      <p className="row wrap">
        <Link to="/scenarios/$id" params={{ id: promotion.scenario.id }}>
          {promotion.scenario.title}
        </Link>
        <span>
          {labels.in('ladder', promotion.fromRung)} → <strong>{labels.in('ladder', promotion.toRung)}</strong>
          {promotion.renewal ? ` ${t('promotions.renewal')}` : ''}
        </span>
      </p>
      {promotion.stateReason ? (
        <div className="note note-wait">
          <span className="quiet">{t('promotions.stateReason')}</span>
          <p className="prose">{promotion.stateReason}</p>
        </div>
      ) : null}
      <Conflicts form={form} choose={autosave.choose} />
      {form.status === 'refused' && Object.keys(form.faults).length === 0 ? <ProblemNote error={form.problem} /> : null}
      <Field label={t('promotions.statement')} hint={t('promotions.statementHint')} error={fault('statement')} required>
        {(control) => (
          <Input.TextArea
            {...control}
            autoSize={{ minRows: 6, maxRows: 24 }}
            count={{ show: value.statement.length > 6400, max: 8000 }}
            value={value.statement}
            onChange={(event) => autosave.set({ statement: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('promotions.summary')} hint={t('promotions.summaryHint')} error={fault('summary')} required>
        {(control) => (
          <Input.TextArea
            {...control}
            autoSize={{ minRows: 2, maxRows: 8 }}
            count={{ show: value.summary.length > 400, max: 500 }}
            value={value.summary}
            onChange={(event) => autosave.set({ summary: event.target.value })}
          />
        )}
      </Field>
      {months ? (
        <Field
          label={t('promotions.validMonths')}
          hint={t('promotions.validMonthsHint', { months })}
          error={fault('validMonths')}
          required
        >
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              value={value.validMonths}
              onChange={(event) => autosave.set({ validMonths: event.target.value })}
            />
          )}
        </Field>
      ) : null}
      <EvidenceRows
        scenarioId={promotion.scenario.id}
        rows={value.evidence}
        fault={fault}
        onChange={(change) => autosave.set({ evidence: change(autosave.get().value.evidence) })}
      />
      <section className="stack tight block-line">
        <p className={missing.length > 0 ? 'note note-wait' : 'tone-pine'}>
          {missing.length > 0
            ? t('promotions.missing', { fields: missing.join('、') })
            : `✓ ${t('promotions.complete')}`}
        </p>
        <div className="row wrap">
          <Button type="primary" disabled={form.conflicts.length > 0} onClick={() => void ask()}>
            {t('promotions.submit')}
          </Button>
          <Link to="/promotions/$id" params={{ id: promotion.id }} className="button">
            {t('promotions.see')}
          </Link>
          {promotion.appliedAt === null ? (
            <button type="button" className="button danger" onClick={() => setAsking('discard')}>
              {t('promotions.discard')}
            </button>
          ) : null}
        </div>
      </section>
      {asking === 'apply' ? (
        <PromotionDialog
          action="apply"
          promotion={promotion}
          etag={form.saved.etag}
          onDone={(done) => {
            autosave.forget()
            props.onDone(done)
          }}
          onClose={() => setAsking(null)}
        />
      ) : null}
      {asking === 'discard' ? (
        <Discard
          promotion={promotion}
          etag={form.saved.etag}
          forget={autosave.forget}
          onClose={() => setAsking(null)}
        />
      ) : null}
    </div>
  )
}

function Discard(props: { promotion: Promotion; etag: string | null; forget: () => void; onClose: () => void }) {
  const { t } = useText()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const discard = useAct(promotionRoutes.discard, { touches: [todoRoutes.list] })
  return (
    <ConfirmDialog
      verb={t('promotions.discard')}
      subject={props.promotion.scenario.title}
      note={t('promotions.discardNote')}
      danger
      busy={discard.isPending}
      error={discard.error}
      onConfirm={() =>
        discard.mutate(
          { params: { id: props.promotion.id }, etag: props.etag },
          {
            onSuccess: () => {
              props.forget()
              message.success(t('promotions.discarded'))
              void navigate({ to: '/promotions' })
            },
          },
        )
      }
      onClose={props.onClose}
    />
  )
}
