import { App, Input } from 'antd'
import { useState } from 'react'
import { type Agreement, type AgreementAction, agreementRoutes } from '../../../../contracts/agreements.ts'
import { todoRoutes } from '../../../../contracts/desk.ts'
import { intentRoutes } from '../../../../contracts/intents.ts'
import { scenarioRoutes } from '../../../../contracts/scenarios.ts'
import { AmountInput } from '../../../ui/antd/amount-input.tsx'
import { Choice } from '../../../ui/antd/choice.tsx'
import { Field } from '../../../ui/antd/field.tsx'
import { useAct } from '../../../ui/client/hooks.ts'
import { fieldMessages } from '../../../ui/client/problem.ts'
import { type MessageKey, useText } from '../../i18n/text.tsx'
import { useMe } from '../../session/me.ts'
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx'
import { useActionName } from '../../shell/lifecycle.tsx'
import { type Paper, Papers } from './papers.tsx'

/** What each action asks before it is carried out. */
const asks: Readonly<
  Record<AgreementAction, { note?: MessageKey; reason?: 'must' | 'may'; danger?: true; label?: MessageKey }>
> = {
  send_for_review: { note: 'agreements.sendNote' },
  request_changes: { note: 'agreements.changesNote', reason: 'must' },
  sign: {},
  enter_into_force: { note: 'agreements.forceNote' },
  amend: { note: 'agreements.amendNote', reason: 'must', label: 'agreements.amendReason' },
  sign_addendum: {},
  decline_addendum: { reason: 'must' },
  withdraw_addendum: {},
  fulfil: { note: 'agreements.fulfilNote', reason: 'may' },
  terminate: { note: 'agreements.terminateNote', reason: 'must', danger: true },
}
/** The ways on come first and the first of them is marked; the ways back and the end come after. */
const order: readonly AgreementAction[] = [
  'send_for_review',
  'sign',
  'enter_into_force',
  'sign_addendum',
  'fulfil',
  'amend',
  'request_changes',
  'decline_addendum',
  'withdraw_addendum',
  'terminate',
]
export const isDanger = (action: AgreementAction): boolean => asks[action].danger === true
export const isWayOn = (action: AgreementAction): boolean => order.indexOf(action) < 4
export const byOrder = (a: AgreementAction, b: AgreementAction): number => order.indexOf(a) - order.indexOf(b)

export function useAgreementActionName(): (action: AgreementAction) => string {
  const { t } = useText()
  const actionName = useActionName()
  return (action) =>
    action.endsWith('_addendum') ? t(`agreements.${action}` as MessageKey) : actionName('agreement', action)
}

/** Asks what an action wants to know, carries it out, and says what happened. */
export function AgreementDialog(props: {
  action: AgreementAction
  agreement: Agreement
  etag: string | null
  onClose: () => void
}) {
  const { t } = useText()
  const { message } = App.useApp()
  const me = useMe()
  const actionName = useAgreementActionName()
  const { action, agreement } = props
  const act = useAct(agreementRoutes.act, { touches: [todoRoutes.list, intentRoutes.list, scenarioRoutes.list] })
  const [signedOn, setSignedOn] = useState(agreement.signedOn ?? '')
  const [papers, setPapers] = useState<readonly Paper[]>([])
  const [amountCny, setAmount] = useState<number | null>(null)
  const [validUntil, setUntil] = useState('')
  const [unreadable, setUnreadable] = useState(false)
  const open = agreement.addenda.find((each) => each.state === 'proposed')
  const signedOnes = new Set(open?.signatures.map((each) => each.organisation.id))
  const mine = agreement.parties.filter(
    (party) =>
      me.memberships.some((one) => one.organisation.id === party.organisation.id) &&
      (action === 'sign' ? party.signedAt === null : !signedOnes.has(party.organisation.id)),
  )
  const [organisationId, setOrganisation] = useState(mine[0]?.organisation.id ?? '')
  const faults = fieldMessages(act.error)
  const last =
    action === 'sign' &&
    agreement.parties.every((party) => party.signedAt !== null || party.organisation.id === organisationId)
  const needsPaper = last && (agreement.signedCopy ?? []).length === 0 && papers.length === 0
  const blocked = unreadable || (last && (signedOn === '' || needsPaper)) || (action === 'amend' && papers.length === 0)

  function bodyOf(reason: string): Record<string, unknown> {
    const acting = organisationId ? { organisationId } : {}
    switch (action) {
      case 'sign':
        return {
          termsHash: agreement.termsHash,
          ...acting,
          ...(signedOn && { signedOn }),
          ...(papers.length > 0 && { signedCopyIds: papers.map((each) => each.id) }),
        }
      case 'amend':
        return {
          reason,
          fileId: papers[0]?.id,
          ...acting,
          ...(amountCny !== null && { amountCny }),
          ...(validUntil && { validUntil }),
        }
      case 'sign_addendum':
        return { addendumId: open?.id, ...acting }
      case 'decline_addendum':
        return { addendumId: open?.id, reason }
      case 'withdraw_addendum':
        return { addendumId: open?.id }
      default:
        return reason ? { reason } : {}
    }
  }
  const ask = asks[action]

  return (
    <ConfirmDialog
      verb={actionName(action)}
      subject={agreement.title}
      note={action === 'sign' ? t(last ? 'agreements.signLast' : 'agreements.signPaper') : ask.note && t(ask.note)}
      {...(ask.reason && { reason: ask.reason })}
      {...(ask.label && { reasonLabel: t(ask.label) })}
      maxLength={2000}
      danger={ask.danger ?? false}
      busy={act.isPending}
      error={act.error}
      blocked={blocked}
      onConfirm={(reason) =>
        act.mutate(
          { params: { id: agreement.id, action }, body: bodyOf(reason), etag: props.etag },
          {
            onSuccess: () => {
              message.success(t('agreements.done', { action: actionName(action) }))
              props.onClose()
            },
          },
        )
      }
      onClose={props.onClose}
    >
      {mine.length > 1 && (action === 'sign' || action === 'sign_addendum') ? (
        <Field label={t('agreements.signFor')}>
          {(control) => (
            <Choice
              {...control}
              value={organisationId}
              options={mine.map(({ organisation }) => ({ value: organisation.id, label: organisation.name }))}
              onChange={setOrganisation}
            />
          )}
        </Field>
      ) : null}
      {action === 'sign' ? (
        <>
          <p className="quiet">{t('agreements.signNote', { hash: agreement.termsHash?.slice(0, 12) ?? '' })}</p>
          <Field
            label={t('agreements.signedOn')}
            hint={t('agreements.signedOnHint')}
            error={faults.signedOn}
            required={last}
          >
            {({ status, ...control }) => (
              <input
                {...control}
                type="date"
                className="input"
                data-status={status}
                value={signedOn}
                onChange={(event) => setSignedOn(event.target.value)}
              />
            )}
          </Field>
          <Papers
            label={t('agreements.signedCopy')}
            rows={papers}
            most={10}
            required={needsPaper}
            error={faults.signedCopyIds}
            onAdd={(file) => setPapers((before) => [...before, file])}
            onRemove={(id) => setPapers((before) => before.filter((file) => file.id !== id))}
          />
        </>
      ) : null}
      {action === 'amend' ? (
        <>
          <Field label={t('agreements.newAmount')} error={unreadable ? t('agreements.unreadable') : faults.amountCny}>
            {(control) => (
              <AmountInput {...control} value={amountCny} onChange={setAmount} onUnreadable={setUnreadable} />
            )}
          </Field>
          <Field label={t('agreements.newUntil')} error={faults.validUntil}>
            {({ status, ...control }) => (
              <Input
                {...control}
                {...(status && { status })}
                type="date"
                value={validUntil}
                onChange={(event) => setUntil(event.target.value)}
              />
            )}
          </Field>
          <Papers
            label={t('agreements.addendumFile')}
            rows={papers}
            most={1}
            required
            error={faults.fileId ?? faults['fileId.0']}
            onAdd={(file) => setPapers([file])}
            onRemove={() => setPapers([])}
          />
        </>
      ) : null}
    </ConfirmDialog>
  )
}
