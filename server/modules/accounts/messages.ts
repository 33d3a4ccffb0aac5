type Message = { subject: string; text: string }
type Words = { zh: Message; en: Message }

function both(fill: { zh: Message; en: Message }): Words {
  return fill
}

/** Mail (short messages: the text alone) about verification codes. `minutes` is how long the code is good. */
export const codeMessages = {
  sign_up: (code: string, minutes: number) =>
    both({
      zh: { subject: '注册验证码', text: `您的注册验证码是 ${code}，${minutes} 分钟内有效。请勿告诉他人。` },
      en: {
        subject: 'Your sign-up code',
        text: `Your sign-up code is ${code}. It is valid for ${minutes} minutes. Tell nobody.`,
      },
    }),
  reset_password: (code: string, minutes: number) =>
    both({
      zh: {
        subject: '重置密码验证码',
        text: `您的重置密码验证码是 ${code}，${minutes} 分钟内有效。如非本人操作，请忽略并留意账号安全。`,
      },
      en: {
        subject: 'Your password code',
        text: `Your code for a new password is ${code}. It is valid for ${minutes} minutes. If you did not ask for it, ignore it.`,
      },
    }),
}

/** To somebody who has an account and asked to sign up again. */
export const alreadyRegistered: Words = {
  zh: {
    subject: '该账号已注册',
    text: '您正在用本账号注册，但它已注册过。请直接登录，或在登录页选择“忘记密码”。如非本人操作，请忽略。',
  },
  en: {
    subject: 'This account exists already',
    text: 'You asked to sign up, but there is an account already. Sign in, or choose “Forgot password”. If it was not you, ignore this.',
  },
}

/** To somebody for whom a staff account was made. */
export function staffInvitation(values: { link: string; code: string; days: number }): Words {
  return {
    zh: {
      subject: '您的工作账号已开通',
      text: `管理员已为您开通账号。请打开 ${values.link} ，用本邮箱或手机号和验证码 ${values.code} 设置密码（${values.days} 天内有效），首次登录时绑定身份验证器。`,
    },
    en: {
      subject: 'Your account is ready',
      text: `An account was made for you. Open ${values.link} and set a password with this address or number and the code ${values.code} (valid for ${values.days} days); at the first sign-in set up an authenticator.`,
    },
  }
}

/** What stands in the way, for the sentence of `conflict`. */
export const conflicts = {
  authenticator: { zh: '已绑定身份验证器，如需更换请先解除', en: 'an authenticator is set up; remove it first' },
} as const

/** Names of the actions on an account, for the sentence of `action_not_allowed`. */
export const userActionNames = {
  disable: { zh: '停用', en: 'disable' },
  enable: { zh: '启用', en: 'enable' },
  unlock: { zh: '解锁', en: 'unlock' },
  reset_otp: { zh: '重置身份验证器', en: 'reset authenticator' },
} as const

export const exportFileName = 'personal-data.json'
