import { Button, Input, Modal } from 'antd'
import { useRef, useState } from 'react'
import { fileRoutes } from '../../../../contracts/files.ts'
import { type Scenario, scenarioRoutes } from '../../../../contracts/scenarios.ts'
import { Choice } from '../../../ui/antd/choice.tsx'
import { Field } from '../../../ui/antd/field.tsx'
import { hrefOf } from '../../../ui/client/call.ts'
import { useAct } from '../../../ui/client/hooks.ts'
import { fieldMessages } from '../../../ui/client/problem.ts'
import { DateText } from '../../../ui/parts/date.tsx'
import { StateTag } from '../../../ui/parts/state-tag.tsx'
import { useText } from '../../i18n/text.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'

type Kind = 'confidentiality' | 'fair_competition'

/** The reviews that must stand before publicity, each with its signer. */
export function Clearances(props: { scenario: Scenario; mayAdd: boolean }) {
  const { t } = useText()
  const [open, setOpen] = useState(false)
  const { clearances } = props.scenario
  if (!clearances || (clearances.length === 0 && !props.mayAdd)) return null
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{t('scenario.clearances')}</h2>
        {props.mayAdd ? (
          <button type="button" className="button" onClick={() => setOpen(true)}>
            {t('scenario.addClearance')}
          </button>
        ) : null}
      </header>
      {props.mayAdd ? <p className="quiet">{t('scenario.clearancesNeeded')}</p> : null}
      {clearances.map((one) => (
        <article key={one.id} className="entry">
          <p>
            <strong>{t(`scenario.${one.kind}`)}</strong>{' '}
            <StateTag tone={one.outcome === 'passed' ? 'pine' : 'tile'}>{t(`scenario.${one.outcome}`)}</StateTag>
          </p>
          <p className="quiet">
            {t('scenario.signedBy', { name: one.signer })} <DateText value={one.recordedAt} />
          </p>
          {one.note ? <p className="prose">{one.note}</p> : null}
          {one.file ? <a href={hrefOf(fileRoutes.download, { params: { id: one.file.id } })}>{one.file.name}</a> : null}
        </article>
      ))}
      {open ? <ClearanceDialog scenario={props.scenario} onClose={() => setOpen(false)} /> : null}
    </section>
  )
}

function ClearanceDialog(props: { scenario: Scenario; onClose: () => void }) {
  const { t } = useText()
  const add = useAct(scenarioRoutes.addClearance)
  const upload = useAct(fileRoutes.upload)
  const picker = useRef<HTMLInputElement>(null)
  const [kind, setKind] = useState<Kind>('confidentiality')
  const [outcome, setOutcome] = useState<'passed' | 'refused'>('passed')
  const [signer, setSigner] = useState('')
  const [note, setNote] = useState('')
  const file = upload.data?.data ?? null
  const faults = fieldMessages(add.error)

  function save() {
    const body = { kind, outcome, signer, note: note.trim() || null, fileId: file?.id ?? null }
    add.mutate({ params: { id: props.scenario.id }, body }, { onSuccess: props.onClose })
  }

  return (
    <Modal
      open
      title={t('scenario.addClearance')}
      onCancel={props.onClose}
      footer={[
        <Button key="cancel" onClick={props.onClose}>
          {t('common.cancel')}
        </Button>,
        <Button
          key="ok"
          type="primary"
          disabled={!signer.trim() || upload.isPending}
          loading={add.isPending}
          onClick={save}
        >
          {t('scenario.addClearance')}
        </Button>,
      ]}
    >
      <div className="stack">
        <Field label={t('scenario.clearanceKind')} error={faults.kind} required>
          {(control) => (
            <Choice
              {...control}
              value={kind}
              options={(['confidentiality', 'fair_competition'] as const).map((one) => ({
                value: one,
                label: t(`scenario.${one}`),
              }))}
              onChange={(value) => setKind(value as Kind)}
            />
          )}
        </Field>
        <Field label={t('scenario.outcome')} required>
          {(control) => (
            <Choice
              {...control}
              value={outcome}
              options={(['passed', 'refused'] as const).map((one) => ({ value: one, label: t(`scenario.${one}`) }))}
              onChange={(value) => setOutcome(value === 'refused' ? 'refused' : 'passed')}
            />
          )}
        </Field>
        <Field label={t('scenario.signer')} error={faults.signer} required>
          {(control) => (
            <Input {...control} maxLength={60} value={signer} onChange={(event) => setSigner(event.target.value)} />
          )}
        </Field>
        <Field label={t('scenario.note')} error={faults.note}>
          {(control) => (
            <Input.TextArea
              {...control}
              maxLength={2000}
              rows={3}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </Field>
        <div className="row">
          <input
            ref={picker}
            type="file"
            className="unseen"
            tabIndex={-1}
            aria-label={t('scenario.file')}
            onChange={(event) => {
              const chosen = event.target.files?.[0]
              event.target.value = ''
              if (chosen) upload.mutate({ body: chosen })
            }}
          />
          <Button loading={upload.isPending} onClick={() => picker.current?.click()}>
            {t('scenario.file')}
          </Button>
          <span>{file?.name}</span>
        </div>
        <ProblemNote error={upload.error ?? add.error} />
      </div>
    </Modal>
  )
}
