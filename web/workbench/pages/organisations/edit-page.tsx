import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { App, Button, Input } from 'antd'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { type Organisation, organisationKinds, organisationRoutes } from '../../../../contracts/organisations.ts'
import { AmountInput } from '../../../ui/antd/amount-input.tsx'
import { Choice } from '../../../ui/antd/choice.tsx'
import { Field } from '../../../ui/antd/field.tsx'
import { createAutosave, type Saved } from '../../../ui/client/autosave.ts'
import { createDraftPort, readDraft, removeDraft } from '../../../ui/client/draft-port.ts'
import { useAct, useCall } from '../../../ui/client/hooks.ts'
import { changed } from '../../../ui/client/merge.ts'
import { fieldMessages, isProblem } from '../../../ui/client/problem.ts'
import { money } from '../../../ui/format.ts'
import { EmptyState } from '../../../ui/parts/empty-state.tsx'
import { useText } from '../../i18n/text.tsx'
import { useCatalog } from '../../session/catalog.ts'
import { holds, meQuery, useMe } from '../../session/me.ts'
import { useLabels } from '../../shell/labels.ts'
import { ManyChoice } from '../../shell/many-choice.tsx'
import { PageFailure } from '../../shell/page-failure.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'
import { SaveNote } from '../../shell/save-note.tsx'
import { blankOf, type FormValue, toPatch } from './value.ts'

/** The fields of an organisation. What is changed is kept as a draft; saving hands all of it in at once. */
export function EditOrganisationPage() {
  const { id = '' } = useParams({ strict: false })
  const { t } = useText()
  const organisation = useCall(organisationRoutes.get, { params: { id } }, { staleTime: 0 })
  const fresh = organisation.data && organisation.isFetchedHere ? organisation.data : null
  const key = `organisation:${id}`
  const draft = useQuery({
    queryKey: ['draft', key],
    queryFn: () => readDraft<Partial<FormValue>>(key, {}),
    gcTime: 0,
    refetchOnWindowFocus: false,
  })
  if (organisation.error && !organisation.data) return <PageFailure error={organisation.error} />
  if (draft.error) return <ProblemNote error={draft.error} retry={() => void draft.refetch()} />
  if (!fresh || !draft.data) return <p className="quiet">{t('common.loading')}</p>
  if (!fresh.actions.includes('update')) {
    return (
      <EmptyState
        title={t('organisations.notYours')}
        action={
          <Link to="/organisations/$id" params={{ id }} className="button">
            {t('organisations.backTo')}
          </Link>
        }
      />
    )
  }
  return <EditForm organisation={fresh} etag={organisation.etag} draftKey={key} kept={draft.data} />
}

function EditForm(props: {
  organisation: Organisation
  etag: string | null
  draftKey: string
  kept: Saved<Partial<FormValue>>
}) {
  const { t, name, locale } = useText()
  const { message } = App.useApp()
  const me = useMe()
  const labels = useLabels()
  const catalog = useCatalog()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { organisation, draftKey } = props
  const [first] = useState(() => blankOf(organisation))
  const [autosave] = useState(() =>
    createAutosave<Partial<FormValue>>({
      port: createDraftPort(draftKey, {}),
      initial: props.kept,
      store: localStorage,
      storeKey: `${draftKey}:${me.user.id}`,
    }),
  )
  useEffect(() => () => autosave.stop(), [autosave])
  const form = useSyncExternalStore(autosave.subscribe, autosave.get)
  const [unreadable, setUnreadable] = useState(false)
  const update = useAct(organisationRoutes.update)
  const value = { ...first, ...form.value }
  const set = autosave.set
  const changes = changed(first, value)
  const dirty = Object.keys(changes).length > 0
  const faults = fieldMessages(update.error)
  const codeRefused =
    isProblem(update.error) && ['invalid_credit_code', 'credit_code_taken'].includes(update.error.code)
      ? update.error.problem.detail
      : undefined
  // What an operator verified, only an operator changes.
  const fixed = (organisation.state === 'verified' || organisation.state === 'suspended') && !holds(me, 'operator')

  function done() {
    autosave.forget()
    void removeDraft(draftKey)
    void navigate({ to: '/organisations/$id', params: { id: organisation.id } })
  }

  function save() {
    update.mutate(
      { params: { id: organisation.id }, body: toPatch(changes), etag: props.etag },
      {
        onSuccess: () => {
          message.success(t('organisations.saved'))
          void queries.invalidateQueries({ queryKey: meQuery.queryKey })
          done()
        },
      },
    )
  }

  return (
    <form
      className="narrow stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (dirty && !unreadable) save()
      }}
    >
      <header className="page-head">
        <h1>{t('organisations.editTitle')}</h1>
        {dirty ? (
          <SaveNote form={form} waiting={form.status === 'clean' ? t('organisations.draftKept') : null} />
        ) : null}
      </header>
      {organisation.state === 'refused' ? (
        <div className="note note-bad">
          <p>{t('organisations.resubmitText')}</p>
          <p className="prose">{organisation.stateReason}</p>
        </div>
      ) : null}
      {fixed ? <p className="note">{t('organisations.fixedText')}</p> : null}
      <Field label={t('organisations.name')} error={faults.name} required>
        {(control) => (
          <Input
            {...control}
            disabled={fixed}
            maxLength={120}
            value={value.name}
            onChange={(event) => set({ name: event.target.value })}
          />
        )}
      </Field>
      <div className="grid-2">
        <Field
          label={t('organisations.creditCode')}
          hint={t('shell.creditCodeHint')}
          error={faults.creditCode ?? codeRefused}
        >
          {(control) => (
            <Input
              {...control}
              disabled={fixed}
              maxLength={40}
              value={value.creditCode}
              onChange={(event) => set({ creditCode: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('organisations.kind')} error={faults.kind} required>
          {(control) => (
            <Choice
              {...control}
              disabled={fixed}
              value={value.kind}
              options={organisationKinds.map((kind) => ({ value: kind, label: labels.of('organisationKinds', kind) }))}
              onChange={(kind) => set({ kind: kind as FormValue['kind'] })}
            />
          )}
        </Field>
        <Field label={t('organisations.shortName')} error={faults.shortName}>
          {(control) => (
            <Input
              {...control}
              maxLength={40}
              value={value.shortName}
              onChange={(event) => set({ shortName: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('organisations.district')} error={faults.district}>
          {(control) => (
            <Choice
              {...control}
              empty={t('common.unknown')}
              value={value.district}
              options={catalog.districts.map((one) => ({ value: one.key, label: name(one) }))}
              onChange={(district) => set({ district })}
            />
          )}
        </Field>
        <Field label={t('organisations.founded')} error={faults.foundedOn}>
          {({ status, ...control }) => (
            <input
              {...control}
              type="date"
              className="input"
              data-status={status}
              value={value.foundedOn}
              onChange={(event) => set({ foundedOn: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('organisations.employees')} error={faults.employees}>
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              maxLength={8}
              value={value.employees}
              onChange={(event) => set({ employees: event.target.value.normalize('NFKC').replace(/\D/g, '') })}
            />
          )}
        </Field>
      </div>
      <Field
        label={t('organisations.capital')}
        hint={
          value.registeredCapitalCny === null
            ? t('organisations.capitalHint')
            : t('form.amountRead', {
                amount: `${money(value.registeredCapitalCny, locale).number} ${money(value.registeredCapitalCny, locale).unit}`,
              })
        }
        error={unreadable ? t('form.amountBad') : faults.registeredCapitalCny}
      >
        {(control) => (
          <AmountInput
            {...control}
            value={value.registeredCapitalCny}
            onChange={(registeredCapitalCny) => set({ registeredCapitalCny })}
            onUnreadable={setUnreadable}
          />
        )}
      </Field>
      <ManyChoice
        label={t('organisations.tracks')}
        options={catalog.tracks.map((one) => ({ value: one.key, label: name(one) }))}
        value={value.tracks}
        onChange={(tracks) => set({ tracks })}
        error={faults.tracks}
      />
      <Field label={t('organisations.website')} hint={t('organisations.websiteHint')} error={faults.website}>
        {(control) => (
          <Input
            {...control}
            inputMode="url"
            maxLength={300}
            value={value.website}
            onChange={(event) => set({ website: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('organisations.summary')} hint={t('organisations.summaryHint')} error={faults.summary}>
        {(control) => (
          <Input.TextArea
            {...control}
            autoSize={{ minRows: 4, maxRows: 16 }}
            maxLength={2000}
            value={value.summary}
            onChange={(event) => set({ summary: event.target.value })}
          />
        )}
      </Field>
      {codeRefused ? null : <ProblemNote error={update.error} />}
      <div className="row wrap">
        <Button
          type="primary"
          htmlType="submit"
          loading={update.isPending}
          disabled={!dirty || unreadable || value.name.trim() === ''}
        >
          {t(organisation.state === 'refused' ? 'organisations.resubmit' : 'common.save')}
        </Button>
        <Button onClick={done}>{t(dirty ? 'organisations.discard' : 'organisations.backTo')}</Button>
      </div>
    </form>
  )
}
