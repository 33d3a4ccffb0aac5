/** Refusals: the request itself. */
export const requestErrors = {
  invalid_request: {
    status: 400,
    zh: '提交的内容有误，请按标注逐项修改后再提交。',
    en: 'Some of what was sent is not valid. Correct the marked items and send it again.',
  },
  invalid_cursor: {
    status: 400,
    zh: '翻页位置已失效，请回到第一页。',
    en: 'This page position is no longer valid. Go back to the first page.',
  },
  unsupported_media_type: {
    status: 415,
    zh: '请求的内容类型不受支持，请使用 JSON 或按说明上传文件。',
    en: 'This content type is not supported. Send JSON, or upload the file as described.',
  },
  body_too_large: {
    status: 413,
    zh: '内容超过上限 {limit}，请精简后再提交。',
    en: 'This is larger than the limit of {limit}. Shorten it and send it again.',
  },
  malformed_json: {
    status: 400,
    zh: '无法读取提交的内容，请检查 JSON 格式。',
    en: 'The JSON could not be read. Check its syntax.',
  },
  not_found: {
    status: 404,
    zh: '没有找到该内容，它可能已被移走，或您没有查看权限。',
    en: 'Nothing was found here. It may have moved, or you may not see it.',
  },
  method_not_allowed: { status: 405, zh: '该地址不支持这种操作。', en: 'This address does not support that method.' },
  forbidden: {
    status: 403,
    zh: '您的身份不能执行此操作，如需办理请联系运营机构。',
    en: 'Your role does not allow this. Ask the operating body if you need it.',
  },
  unauthenticated: {
    status: 401,
    zh: '登录已失效，请重新登录后继续，已填写的内容会保留。',
    en: 'You are signed out. Sign in again to go on; what you typed is kept.',
  },
  cross_origin: {
    status: 403,
    zh: '请求来自其他网站，已拒绝。请在本平台页面内操作。',
    en: 'This request came from another site and was refused. Use the pages of this platform.',
  },
  rate_limited: {
    status: 429,
    zh: '操作过于频繁，请在 {seconds} 秒后再试。',
    en: 'Too many requests. Try again in {seconds} seconds.',
  },
  if_match_required: {
    status: 428,
    zh: '缺少版本信息（If-Match），请刷新页面后再操作。',
    en: 'The version (If-Match) is missing. Reload and try again.',
  },
  stale: {
    status: 412,
    zh: '内容已被他人或另一窗口修改，请查看最新版本后再保存。',
    en: 'This was changed elsewhere meanwhile. Look at the newest version before you save.',
  },
  idempotency_reused: {
    status: 422,
    zh: '同一提交编号对应了不同的内容，请刷新页面后重新提交。',
    en: 'The same Idempotency-Key was used with another body. Reload and submit again.',
  },
  idempotency_in_progress: {
    status: 409,
    zh: '相同的提交正在处理，请稍候。',
    en: 'The same submission is being processed. Wait a moment.',
  },
  action_not_allowed: {
    status: 409,
    zh: '当前状态不能执行此操作，可执行：{allowed}。',
    en: 'This cannot be done in the present state. Possible now: {allowed}.',
  },
  guard_failed: { status: 409, zh: '尚不满足条件：{guard}。', en: 'A condition is not met yet: {guard}.' },
  too_many_drafts: {
    status: 409,
    zh: '未提交的表单草稿已达 {limit} 份，请先提交或放弃其中一些。',
    en: 'There are {limit} unsent forms already. Send or discard some of them first.',
  },
  incomplete: {
    status: 422,
    zh: '还有必填内容未填写，请补充标出的各项后再提交。',
    en: 'Some required fields are empty. Fill in the marked ones and submit again.',
  },
  conflict: { status: 409, zh: '与已有内容冲突：{what}。', en: 'This conflicts with what is there already: {what}.' },
  internal: {
    status: 500,
    zh: '系统出现故障，您的内容未被更改。请稍后再试，并提供追踪号 {traceId}。',
    en: 'Something failed on our side; nothing was changed. Try again later and quote {traceId}.',
  },
  unavailable: {
    status: 503,
    zh: '系统暂时不可用，正在恢复，请稍后再试。',
    en: 'The service is briefly unavailable and is recovering. Try again soon.',
  },
  storage_full: {
    status: 507,
    zh: '服务器存储空间不足，文件未保存，请联系系统管理员。',
    en: 'The server has no room left; the file was not kept. Tell the system administrator.',
  },
} as const
