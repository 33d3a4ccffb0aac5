/** Refusals: accounts and sign-in. */
export const accountsErrors = {
  wrong_credentials: {
    status: 401,
    zh: '账号或密码不正确，请核对后重试。',
    en: 'The account or password is not right. Check both and try again.',
  },
  account_locked: {
    status: 423,
    zh: '连续多次输错，账号已锁定，请在 {minutes} 分钟后重试，或联系安全管理员解锁。',
    en: 'Too many failures: the account is locked. Try again in {minutes} minutes, or ask a security administrator to unlock it.',
  },
  otp_required: {
    status: 401,
    zh: '请输入身份验证器中的 6 位动态码。',
    en: 'Enter the six-digit code of your authenticator.',
  },
  otp_wrong: {
    status: 401,
    zh: '动态码不正确或已使用，请输入新的动态码。',
    en: 'That code is wrong or already used. Enter a new one.',
  },
  otp_enrolment_required: {
    status: 403,
    zh: '该岗位须先绑定身份验证器，请完成绑定后继续。',
    en: 'This role needs an authenticator. Set one up to go on.',
  },
  account_taken: {
    status: 409,
    zh: '该邮箱或手机号已注册，请直接登录或找回密码。',
    en: 'This e-mail or mobile number has an account. Sign in, or reset the password.',
  },
  weak_password: {
    status: 422,
    zh: '密码至少 10 位，且须含字母和数字，不能包含账号或常见密码。',
    en: 'Use at least 10 characters with letters and digits; no common password, not the account itself.',
  },
  invalid_account: {
    status: 422,
    zh: '请输入有效的邮箱或 11 位手机号。',
    en: 'Enter a valid e-mail address or an 11-digit mobile number.',
  },
  code_wrong: {
    status: 422,
    zh: '验证码不正确或已过期，请重新获取。',
    en: 'The verification code is wrong or has expired. Ask for a new one.',
  },
  link_expired: {
    status: 410,
    zh: '链接已失效或已使用，请重新申请。',
    en: 'This link has expired or was used. Ask for a new one.',
  },
  consent_required: {
    status: 403,
    zh: '请先阅读并同意当前版本的个人信息保护告知。',
    en: 'Read and accept the current privacy notice first.',
  },
  roles_exclude: {
    status: 409,
    zh: '这些角色不能由同一账号兼任：{roles}。',
    en: 'One account may not hold these roles together: {roles}.',
  },
  last_administrator: {
    status: 409,
    zh: '这是最后一名管理员，请先指定另一名管理员。',
    en: 'This is the last administrator. Name another first.',
  },
  unified_login_failed: {
    status: 502,
    zh: '统一身份认证未完成，请返回重试或改用账号密码登录。',
    en: 'The unified login did not complete. Try again, or sign in with your password.',
  },
} as const
