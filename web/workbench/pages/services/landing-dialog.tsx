import { App, Input } from 'antd'
import { useState } from 'react'
import { landingKinds, landingRoutes } from '../../../../contracts/services.ts'
import { Choice } from '../../../ui/antd/choice.tsx'
import { Field } from '../../../ui/antd/field.tsx'
import { useAct } from '../../../ui/client/hooks.ts'
import { fieldMessages } from '../../../ui/client/problem.ts'
import { dayOf } from '../../../ui/format.ts'
import { useText } from '../../i18n/text.tsx'
import { useCatalog } from '../../session/catalog.ts'
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx'
import { useLabels } from '../../shell/labels.ts'
import { FirmPicker, type Picked, ProofField } from './pickers.tsx'

/** Says, with what proves it, that a firm settled; an operator confirms it. */
export function LandingDialog(props: { firm?: Picked; onClose: () => void }) {
  const { t } = useText()
  const { message } = App.useApp()
  const labels = useLabels()
  const today = dayOf(new Date(), useCatalog().city.timezone)
  const create = useAct(landingRoutes.create)
  const [firm, setFirm] = useState<Picked | null>(props.firm ?? null)
  const [kind, setKind] = useState<(typeof landingKinds)[number]>('innovative_firm')
  const [landedOn, setLandedOn] = useState('')
  const [evidence, setEvidence] = useState('')
  const [file, setFile] = useState<Picked | null>(null)
  const faults = fieldMessages(create.error)

  return (
    <ConfirmDialog
      verb={t('services.report')}
      note={t('services.reportNote')}
      busy={create.isPending}
      error={create.error}
      blocked={!firm || !file || evidence.trim() === '' || landedOn === ''}
      onConfirm={() => {
        if (!firm || !file) return
        create.mutate(
          { body: { organisationId: firm.id, kind, landedOn, evidence, fileId: file.id } },
          {
            onSuccess: () => {
              message.success(t('services.reported'))
              props.onClose()
            },
          },
        )
      }}
      onClose={props.onClose}
    >
      <FirmPicker label={t('services.landings')} value={firm} error={faults.organisationId} onPick={setFirm} />
      <Field label={t('services.kind')} required>
        {(control) => (
          <Choice
            {...control}
            value={kind}
            options={landingKinds.map((each) => ({ value: each, label: labels.of('landingKinds', each) }))}
            onChange={(value) => setKind(value as typeof kind)}
          />
        )}
      </Field>
      <Field label={t('services.landedOn')} error={faults.landedOn} required>
        {({ status: _, ...control }) => (
          <input
            {...control}
            className="input"
            type="date"
            max={today}
            value={landedOn}
            onChange={(event) => setLandedOn(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('services.evidence')} hint={t('services.evidenceHint')} error={faults.evidence} required>
        {(control) => (
          <Input.TextArea
            {...control}
            maxLength={2000}
            autoSize={{ minRows: 3, maxRows: 10 }}
            value={evidence}
            onChange={(event) => setEvidence(event.target.value)}
          />
        )}
      </Field>
      <ProofField required value={file} error={faults.fileId} onPick={setFile} />
    </ConfirmDialog>
  )
}
