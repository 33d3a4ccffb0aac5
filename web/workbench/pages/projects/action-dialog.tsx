import { App, Input } from 'antd'
import { useState } from 'react'
import { todoRoutes } from '../../../../contracts/desk.ts'
import { intentRoutes } from '../../../../contracts/intents.ts'
import { type Project, type ProjectAction, projectRoutes } from '../../../../contracts/projects.ts'
import { scenarioRoutes } from '../../../../contracts/scenarios.ts'
import { Field } from '../../../ui/antd/field.tsx'
import { useAct } from '../../../ui/client/hooks.ts'
import { fieldMessages } from '../../../ui/client/problem.ts'
import { type MessageKey, useText } from '../../i18n/text.tsx'
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx'
import { type Paper, Papers } from '../agreements/papers.tsx'
import { useProjectActionName } from './names.ts'

const notes: Partial<Record<ProjectAction, MessageKey>> = {
  agree: 'projects.agreeText',
  start: 'projects.startText',
  submit_acceptance: 'projects.submitText',
  accept: 'projects.acceptText',
}
const withReason = new Set<ProjectAction>(['reject', 'suspend', 'terminate'])

/** Moves a project on, or agrees to its indicators; both confirmations of the acceptance come with words and minutes. */
export function ActionDialog(props: {
  action: ProjectAction
  project: Project
  etag: string | null
  onClose: () => void
}) {
  const { t } = useText()
  const { message } = App.useApp()
  const { action, project } = props
  const verb = useProjectActionName()(action)
  const act = useAct(projectRoutes.act, { touches: [todoRoutes.list, scenarioRoutes.list, intentRoutes.list] })
  const faults = fieldMessages(act.error)
  const field = action === 'submit_acceptance' ? 'summary' : action === 'accept' ? 'opinion' : null
  const [words, setWords] = useState('')
  const [file, setFile] = useState<Paper | null>(null)
  const note = notes[action]

  function carryOut(reason: string) {
    const body = {
      ...(reason ? { reason } : {}),
      ...(field ? { [field]: words.trim() } : {}),
      ...(file ? { fileId: file.id } : {}),
    }
    act.mutate(
      { params: { id: project.id, action }, body, etag: props.etag },
      {
        onSuccess: () => {
          message.success(t('scenario.done', { action: verb }))
          props.onClose()
        },
      },
    )
  }

  return (
    <ConfirmDialog
      verb={verb}
      subject={`${project.code} ${project.title}`}
      note={note ? t(note) : undefined}
      reason={withReason.has(action) ? 'must' : undefined}
      reasonHint={action === 'reject' ? t('projects.rejectHint') : undefined}
      maxLength={2000}
      danger={action === 'terminate' || action === 'suspend'}
      busy={act.isPending}
      error={act.error}
      blocked={field !== null && (words.trim() === '' || file === null)}
      onConfirm={carryOut}
      onClose={props.onClose}
    >
      {field ? (
        <>
          <Field
            label={t(field === 'summary' ? 'projects.acceptanceSummary' : 'projects.opinion')}
            error={faults[field]}
            required
          >
            {(control) => (
              <Input.TextArea
                {...control}
                autoFocus
                maxLength={4000}
                autoSize={{ minRows: 4, maxRows: 12 }}
                value={words}
                onChange={(event) => setWords(event.target.value)}
              />
            )}
          </Field>
          <Papers
            label={t(field === 'summary' ? 'projects.reportFile' : 'projects.minutes')}
            rows={file ? [file] : []}
            most={1}
            required
            error={faults.fileId ?? faults['fileId.0']}
            onAdd={setFile}
            onRemove={() => setFile(null)}
          />
        </>
      ) : null}
    </ConfirmDialog>
  )
}
