import { useQueryClient } from '@tanstack/react-query'
import { App, Input, Modal } from 'antd'
import { useState } from 'react'
import { meRoutes } from '../../../../contracts/accounts.ts'
import { Field } from '../../../ui/antd/field.tsx'
import { useAct } from '../../../ui/client/hooks.ts'
import { fieldMessages } from '../../../ui/client/problem.ts'
import { useText } from '../../i18n/text.tsx'
import { meQuery, useMe } from '../../session/me.ts'
import { OtpStep } from '../../session/otp-step.tsx'
import { PasswordStep } from '../../session/password-step.tsx'
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx'

export function Password() {
  const { t } = useText()
  const { message } = App.useApp()
  const [open, setOpen] = useState(false)
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{t('account.password')}</h2>
        <button type="button" className="button" onClick={() => setOpen(true)}>
          {t('shell.passwordChange')}
        </button>
      </header>
      <p className="quiet">{t('account.passwordText')}</p>
      <Modal
        open={open}
        title={t('shell.passwordChange')}
        footer={null}
        width={440}
        destroyOnHidden
        onCancel={() => setOpen(false)}
      >
        <PasswordStep
          bare
          onDone={() => {
            setOpen(false)
            message.success(t('account.passwordDone'))
          }}
        />
      </Modal>
    </section>
  )
}

export function Authenticator() {
  const { t } = useText()
  const { message } = App.useApp()
  const me = useMe()
  const queries = useQueryClient()
  const remove = useAct(meRoutes.otpRemove)
  const [open, setOpen] = useState<'add' | 'remove' | null>(null)
  const [password, setPassword] = useState('')
  const on = me.user.otpEnabled

  function done(sentence: string) {
    setOpen(null)
    setPassword('')
    message.success(sentence)
    void queries.invalidateQueries({ queryKey: meQuery.queryKey })
  }

  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{t('account.otp')}</h2>
        <div className="row">
          {on ? (
            <button type="button" className="button danger" onClick={() => setOpen('remove')}>
              {t('account.otpRemove')}
            </button>
          ) : (
            <button type="button" className="button" onClick={() => setOpen('add')}>
              {t('account.otpAdd')}
            </button>
          )}
        </div>
      </header>
      <p className="quiet">{t(on ? 'account.otpOn' : 'account.otpOff')}</p>
      <Modal
        open={open === 'add'}
        title={t('shell.otpTitle')}
        footer={null}
        width={440}
        destroyOnHidden
        onCancel={() => setOpen(null)}
      >
        <OtpStep bare onDone={() => done(t('account.otpAdded'))} />
      </Modal>
      {open === 'remove' ? (
        <ConfirmDialog
          verb={t('account.otpRemove')}
          note={t('account.otpRemoveNote')}
          danger
          busy={remove.isPending}
          error={remove.error}
          blocked={password === ''}
          onConfirm={() => remove.mutate({ body: { password } }, { onSuccess: () => done(t('account.otpRemoved')) })}
          onClose={() => {
            remove.reset()
            setPassword('')
            setOpen(null)
          }}
        >
          <Field label={t('access.password')} error={fieldMessages(remove.error).password} required>
            {(control) => (
              <Input.Password
                {...control}
                autoFocus
                autoComplete="current-password"
                value={password}
                onChange={(event) => setPassword(event.target.value)}
              />
            )}
          </Field>
        </ConfirmDialog>
      ) : null}
    </section>
  )
}
