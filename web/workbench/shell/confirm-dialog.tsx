import { Button, Input, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { Field } from '../../ui/antd/field.tsx'
import { fieldMessages } from '../../ui/client/problem.ts'
import { useText } from '../i18n/text.tsx'
import { ProblemNote } from './problem-note.tsx'

/** Asks before something is done: what it does, and why where a reason is wanted. Stays open until it is done. */
export function ConfirmDialog(props: {
  /** The verb: title and button. */
  verb: string
  /** What it is done to. */
  subject?: ReactNode
  note?: ReactNode
  reason?: 'must' | 'may'
  reasonLabel?: string
  reasonHint?: string
  maxLength?: number
  danger?: boolean
  busy: boolean
  error: unknown
  /** Not ready: something the dialog's own fields still need. */
  blocked?: boolean
  children?: ReactNode
  onConfirm: (reason: string) => void
  onClose: () => void
}) {
  const { t } = useText()
  const [reason, setReason] = useState('')
  const blocked = props.blocked || (props.reason === 'must' && reason.trim() === '')

  function confirm() {
    if (!blocked && !props.busy) props.onConfirm(reason.trim())
  }

  return (
    <Modal
      open
      title={props.verb}
      onCancel={props.onClose}
      width={520}
      footer={[
        <Button key="cancel" onClick={props.onClose}>
          {t('common.cancel')}
        </Button>,
        <Button
          key="ok"
          type="primary"
          danger={props.danger ?? false}
          disabled={blocked}
          loading={props.busy}
          onClick={confirm}
        >
          {props.verb}
        </Button>,
      ]}
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          confirm()
        }}
      >
        {props.subject ? <p className="quiet">{props.subject}</p> : null}
        {props.note ? <p className="note">{props.note}</p> : null}
        {props.children}
        {props.reason ? (
          <Field
            label={props.reasonLabel ?? t(props.reason === 'must' ? 'scenario.reasonLabel' : 'scenario.reasonOptional')}
            hint={props.reasonHint}
            error={fieldMessages(props.error).reason}
            required={props.reason === 'must'}
          >
            {(control) => (
              <Input.TextArea
                {...control}
                autoFocus
                maxLength={props.maxLength ?? 1000}
                autoSize={{ minRows: 3, maxRows: 10 }}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
        ) : null}
        <ProblemNote error={props.error} />
      </form>
    </Modal>
  )
}
