import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { todoRoutes } from '../../../../contracts/desk.ts'
import { type Evaluation, evaluationRoutes } from '../../../../contracts/evaluations.ts'
import { Choice } from '../../../ui/antd/choice.tsx'
import { Field } from '../../../ui/antd/field.tsx'
import { createAutosave, type Saved } from '../../../ui/client/autosave.ts'
import { createDraftPort, readDraft, removeDraft } from '../../../ui/client/draft-port.ts'
import { useAct, useCall } from '../../../ui/client/hooks.ts'
import { fieldMessages } from '../../../ui/client/problem.ts'
import { EmptyState } from '../../../ui/parts/empty-state.tsx'
import { Receipt } from '../../../ui/parts/receipt.tsx'
import { useText } from '../../i18n/text.tsx'
import { useMe } from '../../session/me.ts'
import { PageFailure } from '../../shell/page-failure.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'
import { SaveNote } from '../../shell/save-note.tsx'
import { ProofFile } from './proof-file.tsx'

interface Draft {
  leaf: string
  grounds: string
  remedy: string
  fileId: string
  fileName: string
}
const blank: Draft = { leaf: '', grounds: '', remedy: '', fileId: '', fileName: '' }

/** An owner's appeal. What is typed is kept on the server until it is handed in. */
export function AppealPage() {
  const { id = '', scenario = '' } = useParams({ strict: false })
  const { t } = useText()
  const evaluation = useCall(evaluationRoutes.get, { params: { id } })
  const key = `appeal:${evaluation.data?.id ?? ''}:${scenario}:${evaluation.data?.run ?? 0}`
  const draft = useQuery({
    queryKey: ['draft', key],
    queryFn: () => readDraft(key, blank),
    enabled: evaluation.data !== undefined,
    gcTime: 0,
  })
  const [opened, setOpened] = useState(false)
  const may = evaluation.data?.mayAppeal.includes(scenario) ?? false
  useEffect(() => {
    if (may) setOpened(true)
  }, [may])
  if (evaluation.error && !evaluation.data) return <PageFailure error={evaluation.error} />
  if (draft.error) return <ProblemNote error={draft.error} retry={() => void draft.refetch()} />
  if (!evaluation.data || !draft.data) return <p className="quiet">{t('common.loading')}</p>
  // Once handed in it may not be appealed again; the receipt stays.
  if (!may && !opened) {
    return (
      <EmptyState
        title={t('evaluations.cannotAppeal')}
        action={
          <Link to="/evaluations/$id" params={{ id }} className="button">
            {t('evaluations.backTo')}
          </Link>
        }
      />
    )
  }
  return <AppealForm key={key} draftKey={key} evaluation={evaluation.data} scenarioId={scenario} kept={draft.data} />
}

function AppealForm(props: { draftKey: string; evaluation: Evaluation; scenarioId: string; kept: Saved<Draft> }) {
  const { t, name } = useText()
  const me = useMe()
  const { evaluation, scenarioId, draftKey } = props
  const [autosave] = useState(() =>
    createAutosave<Draft>({
      port: createDraftPort(draftKey, blank),
      initial: props.kept,
      store: localStorage,
      storeKey: `${draftKey}:${me.user.id}`,
    }),
  )
  useEffect(() => () => autosave.stop(), [autosave])
  const form = useSyncExternalStore(autosave.subscribe, autosave.get)
  const file = useAct(evaluationRoutes.appeal, { touches: [todoRoutes.list] })
  const faults = fieldMessages(file.error)
  const { value } = form
  const title = evaluation.scope.find((each) => each.id === scenarioId)?.title ?? ''
  const leaves = evaluation.tree.nodes.filter((node) => node.leaf !== null)

  function submit() {
    const { leaf, grounds, remedy, fileId } = value
    file.mutate(
      {
        params: { id: evaluation.id },
        body: { scenarioId, leaf: leaf || null, grounds, remedy, fileId: fileId || null },
      },
      {
        onSuccess: () => {
          autosave.forget()
          void removeDraft(draftKey)
        },
      },
    )
  }

  const filed = file.data?.data
  if (filed) {
    return (
      <section className="narrow stack">
        <h1 className="unseen">{t('evaluations.receiptTitle')}</h1>
        <Receipt
          title={t('evaluations.receiptTitle')}
          number={evaluation.code}
          at={filed.filedAt}
          next={t('evaluations.receiptNext')}
        />
        <div>
          <Link to="/evaluations/$id" params={{ id: evaluation.id }} className="button primary">
            {t('evaluations.backTo')}
          </Link>
        </div>
      </section>
    )
  }
  return (
    <section className="narrow stack">
      <header className="page-head">
        <div>
          <h1>{t('evaluations.appealTitle')}</h1>
          <Link to="/evaluations/$id/results/$scenario" params={{ id: evaluation.id, scenario: scenarioId }}>
            {title}
          </Link>
        </div>
        <SaveNote form={form} />
      </header>
      <p className="note">{t('evaluations.appealNote')}</p>
      <Field label={t('evaluations.leafField')} error={faults.leaf}>
        {(control) => (
          <Choice
            {...control}
            empty={t('evaluations.wholeResult')}
            value={value.leaf}
            options={leaves.map((node) => ({ value: node.key, label: name(node) }))}
            onChange={(leaf) => autosave.set({ leaf })}
          />
        )}
      </Field>
      {(['grounds', 'remedy'] as const).map((part) => (
        <Field
          key={part}
          label={t(`evaluations.${part}`)}
          hint={t(`evaluations.${part}Hint`)}
          error={faults[part]}
          required
        >
          {(control) => (
            <Input.TextArea
              {...control}
              maxLength={part === 'grounds' ? 4000 : 2000}
              autoSize={{ minRows: 4, maxRows: 16 }}
              value={value[part]}
              onChange={(event) => autosave.set({ [part]: event.target.value })}
            />
          )}
        </Field>
      ))}
      <ProofFile
        file={value.fileId ? { id: value.fileId, name: value.fileName } : null}
        error={faults['fileId.0']}
        onChange={(chosen) => autosave.set({ fileId: chosen?.id ?? '', fileName: chosen?.name ?? '' })}
      />
      <ProblemNote error={file.error} />
      <div>
        <Button
          type="primary"
          loading={file.isPending}
          disabled={value.grounds.trim() === '' || value.remedy.trim() === ''}
          onClick={submit}
        >
          {t('evaluations.submit')}
        </Button>
      </div>
    </section>
  )
}
