/** Refusals: organisations. */
export const organisationsErrors = {
  invalid_credit_code: {
    status: 422,
    zh: '统一社会信用代码有误（{reason}），请按营业执照核对 18 位代码。',
    en: 'The credit code is not valid ({reason}). Check the 18 characters on the licence.',
  },
  credit_code_taken: {
    status: 409,
    zh: '该统一社会信用代码已登记，请联系该单位管理员邀请您加入。',
    en: 'This credit code is registered. Ask that organisation to invite you.',
  },
  organisation_unverified: {
    status: 403,
    zh: '单位尚未通过核验，核验后即可办理，预计 2 个工作日。',
    en: 'Your organisation is not verified yet. This opens once it is, usually in two working days.',
  },

  invitation_for_another: {
    status: 403,
    zh: '该邀请发给另一账号，请用受邀的邮箱或手机号登录后接受。',
    en: 'This invitation is for another account. Sign in with the e-mail or mobile number it was sent to.',
  },
} as const
