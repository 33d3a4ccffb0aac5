import { App, Input } from 'antd'
import { useState } from 'react'
import { serviceKinds, serviceRoutes } from '../../../../contracts/services.ts'
import { Choice } from '../../../ui/antd/choice.tsx'
import { Field } from '../../../ui/antd/field.tsx'
import { useAct } from '../../../ui/client/hooks.ts'
import { fieldMessages } from '../../../ui/client/problem.ts'
import { dayOf } from '../../../ui/format.ts'
import { useText } from '../../i18n/text.tsx'
import { useCatalog } from '../../session/catalog.ts'
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx'
import { useLabels } from '../../shell/labels.ts'
import { FirmPicker, type Picked, ProofField, ScenarioPicker } from './pickers.tsx'

/** Writes a service down; the served firm is asked to confirm it. */
export function RecordDialog(props: { firm?: Picked; onClose: () => void }) {
  const { t } = useText()
  const { message } = App.useApp()
  const labels = useLabels()
  const today = dayOf(new Date(), useCatalog().city.timezone)
  const create = useAct(serviceRoutes.create)
  const [firm, setFirm] = useState<Picked | null>(props.firm ?? null)
  const [kind, setKind] = useState<(typeof serviceKinds)[number]>('consultation')
  const [date, setDate] = useState(today)
  const [summary, setSummary] = useState('')
  const [scenario, setScenario] = useState<Picked | null>(null)
  const [file, setFile] = useState<Picked | null>(null)
  const faults = fieldMessages(create.error)

  return (
    <ConfirmDialog
      verb={t('services.record')}
      note={t('services.recordNote')}
      busy={create.isPending}
      error={create.error}
      blocked={!firm || summary.trim() === '' || date === ''}
      onConfirm={() => {
        if (!firm) return
        create.mutate(
          {
            body: {
              kind,
              organisationId: firm.id,
              date,
              summary,
              scenarioId: scenario?.id ?? null,
              fileId: file?.id ?? null,
            },
          },
          {
            onSuccess: () => {
              message.success(t('services.recorded'))
              props.onClose()
            },
          },
        )
      }}
      onClose={props.onClose}
    >
      <FirmPicker label={t('services.firm')} value={firm} error={faults.organisationId} onPick={setFirm} />
      <Field label={t('services.kind')} required>
        {(control) => (
          <Choice
            {...control}
            value={kind}
            options={serviceKinds.map((each) => ({ value: each, label: labels.of('serviceKinds', each) }))}
            onChange={(value) => setKind(value as typeof kind)}
          />
        )}
      </Field>
      <Field label={t('services.date')} error={faults.date} required>
        {({ status: _, ...control }) => (
          <input
            {...control}
            className="input"
            type="date"
            max={today}
            value={date}
            onChange={(event) => setDate(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('services.summary')} hint={t('services.summaryHint')} error={faults.summary} required>
        {(control) => (
          <Input.TextArea
            {...control}
            maxLength={2000}
            autoSize={{ minRows: 3, maxRows: 10 }}
            value={summary}
            onChange={(event) => setSummary(event.target.value)}
          />
        )}
      </Field>
      <ScenarioPicker value={scenario} error={faults.scenarioId} onPick={setScenario} />
      <ProofField value={file} error={faults.fileId} onPick={setFile} />
    </ConfirmDialog>
  )
}
