import { App, Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { todoRoutes } from '../../../../contracts/desk.ts'
import { listRoutes } from '../../../../contracts/lists.ts'
import { type Scenario, type ScenarioAction, scenarioRoutes } from '../../../../contracts/scenarios.ts'
import { Choice } from '../../../ui/antd/choice.tsx'
import { Field } from '../../../ui/antd/field.tsx'
import { edgeOfDay } from '../../../ui/client/days.ts'
import { useAct, useCall } from '../../../ui/client/hooks.ts'
import { fieldMessages, isProblem } from '../../../ui/client/problem.ts'
import { useUi } from '../../../ui/context.tsx'
import { useText } from '../../i18n/text.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'
import { type ActionInput, actionForms, bodyOf } from './action-form.ts'
import { Decision } from './decisions.tsx'
import { fieldName, fieldPaths } from './form/labels.ts'
import { Refused } from './form/refused.tsx'
import { useScenarioActionName } from './names.ts'

/** Asks what an action wants to know, carries it out, and says what happened. */
export function ActionDialog(props: {
  action: ScenarioAction
  scenario: Scenario
  etag: string | null
  onClose: () => void
}) {
  const { t } = useText()
  const { timeZone } = useUi()
  const { message } = App.useApp()
  const actionName = useScenarioActionName()
  const { action, scenario } = props
  const form = actionForms[action]
  const decision = scenario.decisions?.find((one) => one.state === 'proposed') ?? null
  const act = useAct(scenarioRoutes.act, { touches: [todoRoutes.list] })
  const [reason, setReason] = useState('')
  const [comments, setComments] = useState<ActionInput['comments']>([])
  const [listId, setListId] = useState('')
  const [day, setDay] = useState('')
  const faults = fieldMessages(act.error)
  const closesAt = day ? edgeOfDay(day, 'end', timeZone) : ''
  const body = bodyOf(action, { reason, comments, listId, closesAt, decisionId: decision?.id ?? null })
  const stale = isProblem(act.error) && act.error.code === 'stale'

  function carryOut() {
    if (!body) return
    act.mutate(
      { params: { id: scenario.id, action }, body, etag: props.etag },
      {
        onSuccess: () => {
          message.success(t('scenario.done', { action: actionName(action) }))
          props.onClose()
        },
      },
    )
  }

  return (
    <Modal
      open
      title={actionName(action)}
      onCancel={props.onClose}
      width={560}
      footer={[
        <Button key="cancel" onClick={props.onClose}>
          {t('common.cancel')}
        </Button>,
        <Button
          key="ok"
          type="primary"
          danger={form.danger ?? false}
          disabled={!body}
          loading={act.isPending}
          onClick={carryOut}
        >
          {actionName(action)}
        </Button>,
      ]}
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          carryOut()
        }}
      >
        <p className="quiet">{scenario.title}</p>
        {form.note ? <p className="note">{t(form.note)}</p> : null}
        {form.decision && decision ? <Decision decision={decision} /> : null}
        {form.list ? <ListChoice value={listId} onChange={setListId} /> : null}
        {form.closing ? (
          <Field label={t('scenario.newClosing')} error={faults.closesAt} required>
            {({ status, ...control }) => (
              <input
                {...control}
                type="date"
                className="input"
                data-status={status}
                value={day}
                onChange={(event) => setDay(event.target.value)}
              />
            )}
          </Field>
        ) : null}
        {form.reason ? (
          <Field
            label={t(form.reason === 'must' ? 'scenario.reasonLabel' : 'scenario.reasonOptional')}
            hint={t('scenario.reasonHint')}
            error={faults[form.reasonAs ?? 'reason']}
            required={form.reason === 'must'}
          >
            {(control) => (
              <Input.TextArea
                {...control}
                autoFocus
                maxLength={2000}
                autoSize={{ minRows: 3, maxRows: 12 }}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
        ) : null}
        {form.comments ? <FieldComments value={comments} onChange={setComments} /> : null}
        {action === 'submit' ? <Refused error={act.error} /> : <ProblemNote error={act.error} />}
        {stale ? <p className="quiet">{t('scenario.staleText')}</p> : null}
      </form>
    </Modal>
  )
}

function ListChoice(props: { value: string; onChange: (id: string) => void }) {
  const { t } = useText()
  const lists = useCall(listRoutes.list, { query: { state: 'composing', limit: 100 } })
  return (
    <Field label={t('scenario.chooseList')}>
      {(control) => (
        <Choice
          {...control}
          empty={t('scenario.noList')}
          value={props.value}
          options={(lists.data?.items ?? []).map((list) => ({ value: list.id, label: `${list.code} ${list.title}` }))}
          onChange={props.onChange}
        />
      )}
    </Field>
  )
}

function FieldComments(props: { value: ActionInput['comments']; onChange: (value: ActionInput['comments']) => void }) {
  const { t } = useText()
  const { value, onChange } = props
  const options = fieldPaths.flatMap((path) => {
    const key = fieldName(path)
    return key ? [{ value: path, label: t(key) }] : []
  })
  const put = (at: number, change: Partial<{ path: string; text: string }>) =>
    onChange(value.map((one, index) => (index === at ? { ...one, ...change } : one)))
  return (
    <fieldset className="form-field bare">
      <legend className="label">{t('scenario.fieldComments')}</legend>
      {value.map((one, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows are only added at the end and never move
        <div key={at} className="row">
          <Choice
            id={`field-${at}`}
            aria-label={t('scenario.chooseField')}
            empty={t('scenario.chooseField')}
            value={one.path}
            options={options}
            onChange={(path) => put(at, { path })}
          />
          <Input
            aria-label={t('scenario.comment')}
            maxLength={1000}
            value={one.text}
            onChange={(event) => put(at, { text: event.target.value })}
          />
        </div>
      ))}
      <div>
        <button type="button" className="button" onClick={() => onChange([...value, { path: '', text: '' }])}>
          {t('scenario.addFieldComment')}
        </button>
      </div>
    </fieldset>
  )
}
