/**
 * Every error of the API: its HTTP status and one sentence for the user that says what to do next.
 * `code` is stable; it is the translation key and what programs test. `{name}` takes a value from the error's params.
 */
export const errors = {
  // the request itself
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

  // accounts and sign-in
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

  // organisations
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

  // agreements
  procurement_route_named: {
    status: 422,
    zh: '政府或国有单位签订合同须写明合法采购方式：公告编号和文件，或依法无需招标的依据。请补充标出的各项。',
    en: 'A contract of a government or state-owned owner names its lawful procurement route: number and file of the notice, or the ground of the exemption. Fill in the marked items.',
  },
  scenario_takes_no_agreement: {
    status: 409,
    zh: '该场景当前状态不能签订协议，须处于对接、落地或示范阶段。',
    en: 'No agreement can be made on this scenario now; it must be published, landing or demonstrating.',
  },
  intent_not_in_talks: {
    status: 409,
    zh: '「{organisation}」的对接意向已不在洽谈中，请调整参与方或重新对接后再办理。',
    en: 'The intent of {organisation} is no longer in talks. Change the parties, or take up talks again first.',
  },
  party_unverified: {
    status: 409,
    zh: '参与方「{organisation}」尚未通过核验，核验后方可签约。',
    en: 'The party {organisation} is not verified; it can sign once it is.',
  },
  terms_changed: {
    status: 409,
    zh: '协议内容在您打开之后已有修改，请查看最新内容后再签署。',
    en: 'The terms were changed since you opened them. Read them as they stand now, then sign.',
  },
  already_signed: {
    status: 409,
    zh: '贵单位已签署，无需重复签署。',
    en: 'Your organisation has signed already.',
  },
  signs_for_another: {
    status: 409,
    zh: '您已代表另一方签署，本方须由其他人签署。',
    en: 'You signed for another party. Somebody else signs for this one.',
  },
  not_effective_yet: {
    status: 409,
    zh: '协议约定自 {date} 起生效，届时自动生效。',
    en: 'It takes effect on {date} as agreed, by itself.',
  },
  addendum_open: {
    status: 409,
    zh: '已有一份补充协议等待各方签署，请先处理。',
    en: 'An addendum already waits for signatures. Settle it first.',
  },

  // scenarios, intents
  second_person_required: {
    status: 409,
    zh: '该决定须由另一名运营人员复核，不能由提出人本人确认。',
    en: 'Another operator must consent; the one who proposed may not.',
  },
  decision_pending: {
    status: 409,
    zh: '已有一项决定等待复核，请先处理。',
    en: 'A decision already waits for consent. Settle it first.',
  },
  in_open_round: {
    status: 409,
    zh: '该场景正在评审轮次中，结论在轮次内作出；如需单独决定，请先取消该轮次。',
    en: 'A review round has this scenario in hand and decides about it. Cancel the round first to decide here.',
  },
  publicity_running: {
    status: 409,
    zh: '公示期至 {until}，期满后方可办理。',
    en: 'The publicity period runs until {until}; this can be done after it.',
  },
  list_item_unready: {
    status: 409,
    zh: '清单中的「{title}」还不能发布：{why}',
    en: '"{title}" in the list cannot be published yet: {why}',
  },
  list_empty: {
    status: 409,
    zh: '清单中还没有场景，请先加入场景。',
    en: 'The list holds no scenario yet. Add some first.',
  },
  closing_date_passed: {
    status: 409,
    zh: '截止时间已过，请在发布时填写新的截止时间。',
    en: 'The closing date has passed. Give a later one with the publication.',
  },
  unknown_key: {
    status: 422,
    zh: '选项 {key} 不在本市目录中，请重新选择。',
    en: '{key} is not in the catalog of this city. Choose again.',
  },
  own_scenario: {
    status: 409,
    zh: '不能向本单位开放的场景表达意向。',
    en: 'An organisation cannot answer its own scenario.',
  },
  already_expressed: {
    status: 409,
    zh: '本单位已就该开放方向表达意向，请在“我的意向”中查看进展。',
    en: 'Your organisation has an open intent on this opening. See it under “My intents”.',
  },
  scenario_not_open: { status: 409, zh: '该场景当前不接受意向。', en: 'This scenario does not take intents now.' },

  // calls
  call_missed: {
    status: 409,
    zh: '征集「{title}」已于 {closedAt} 截止，不再接收新提交的场景。请改选其他征集，或不选征集直接提交。',
    en: 'The call “{title}” closed at {closedAt} and takes no new scenarios. Choose another call, or submit outside a call.',
  },
  call_not_begun: {
    status: 409,
    zh: '征集「{title}」{opensAt} 起接收场景，请届时提交；也可改选其他征集，或不选征集直接提交。',
    en: 'The call “{title}” takes scenarios from {opensAt} on. Submit then, choose another call, or submit outside a call.',
  },
  call_misfit: {
    status: 409,
    zh: '场景不在征集「{title}」的范围内，请核对标注的内容，或改选其他征集、不选征集。',
    en: 'The scenario is outside the call “{title}”. Check what is marked, choose another call, or none.',
  },
  call_frozen: {
    status: 409,
    zh: '征集开放后，范围、评审标准和起止时间不能修改；需要更多时间请使用“延期并公告”。',
    en: 'Once a call is open, whom it addresses, its criteria and its window stay. To give more time, extend it with notice.',
  },
  call_over: {
    status: 409,
    zh: '征集已于 {closedAt} 截止，不能再延期；如需继续征集，请新建征集。',
    en: 'The call closed at {closedAt} and can no longer be extended. Begin a new call to go on collecting.',
  },

  // services and firms that settled
  service_duplicate: {
    status: 409,
    zh: '同一企业、同一类型、同一日期的这项服务已登记，请在“服务记录”中查看，无需重复登记。',
    en: 'This service to the same firm, of the same kind and day, is recorded already. See it under “Services”.',
  },
  own_service: {
    status: 409,
    zh: '不能登记对本单位的服务，请由服务提供方登记。',
    en: 'Nobody records a service to his own organisation. Whoever rendered it does.',
  },
  services_not_confirmable: {
    status: 409,
    zh: '{organisations} 的记录不能由您确认，本次未确认任何记录。请取消勾选后重试。',
    en: 'You cannot confirm the records of {organisations}; nothing was confirmed. Leave them out and try again.',
  },
  landing_exists: {
    status: 409,
    zh: '该企业已有待认定或已认定的落地记录，请在“落地企业”中查看。',
    en: 'This firm has a settlement that is reported or confirmed already. See it under “Firms settled”.',
  },

  // evaluations
  evaluation_empty: {
    status: 409,
    zh: '评估范围内还没有场景，请先选择要评估的场景。',
    en: 'No scenario is chosen yet. Choose what is to be evaluated first.',
  },
  appeals_closed: {
    status: 409,
    zh: '当前不在申诉期内，不能提出申诉；如对结果仍有疑问，请联系运营机构。',
    en: 'Appeals are not open now. Ask the operating body if you still doubt the result.',
  },
  already_appealed: {
    status: 409,
    zh: '本单位已对该场景的本次结果提出申诉，请在申诉列表中查看答复。',
    en: 'Your organisation has appealed against this result already. See the answer among the appeals.',
  },

  // rounds and reviews
  scenario_not_in_review: {
    status: 409,
    zh: '场景「{title}」不在评审中，请先送评审再加入轮次。',
    en: '"{title}" is not in review. Send it to review before it joins a round.',
  },
  scenario_in_round: {
    status: 409,
    zh: '场景「{title}」已在另一未结束的评审轮次中。',
    en: '"{title}" is in another open round already.',
  },
  expert_conflicted: {
    status: 409,
    zh: '{name}与「{title}」存在利益关系，须回避，请另选专家。',
    en: '{name} has a conflict of interest with "{title}". Choose another expert.',
  },
  already_assigned: {
    status: 409,
    zh: '{name}已被邀请评审「{title}」，或此前已回避。',
    en: '{name} was invited to review "{title}" already, or stepped back from it.',
  },
  undertaking_required: {
    status: 409,
    zh: '请先签署本轮评审的保密与廉洁承诺。',
    en: 'Sign the integrity and confidentiality undertaking of this round first.',
  },
  undertaking_outdated: {
    status: 409,
    zh: '承诺书已更新，请重新阅读后签署。',
    en: 'The text of the undertaking has changed. Read it again and sign.',
  },
  scoring_closed: {
    status: 409,
    zh: '评分已结束，不能再填写或提交评审。',
    en: 'The scoring is over; reviews can no longer be written or submitted.',
  },

  // projects and readings
  agreement_not_in_force: {
    status: 409,
    zh: '协议尚未签署或已结束，请在签署后立项。',
    en: 'The agreement is not signed, or has ended. Plan the project once it is signed.',
  },
  plan_fixed: {
    status: 409,
    zh: '项目已启动，里程碑和指标不能再改；完成情况请在里程碑中填写。',
    en: 'The project has started: its milestones and indicators stay. Say what was done at the milestone itself.',
  },
  other_person_required: {
    status: 409,
    zh: '双方须由不同人员办理：您已代表另一方办理，请由本方其他人员继续。',
    en: 'Each side acts through its own person: you acted for the other side already, so let a colleague of this side go on.',
  },
  other_side_required: {
    status: 403,
    zh: '须由另一方办理，填报方（含同时属于双方的人员）不能自行确认或提出异议。',
    en: 'This is for the other side: whoever belongs to the side that reported it may neither confirm nor dispute it.',
  },
  project_not_running: {
    status: 409,
    zh: '项目不在实施或验收中，不能填报或处理读数。',
    en: 'Readings are taken while the project runs or is being accepted; it does neither now.',
  },
  reading_doubled: {
    status: 409,
    zh: '该指标在 {day} 已有读数；如数值有误，请由另一方提出异议后更正。',
    en: 'This indicator has a reading of {day} already. If it is wrong, the other side disputes it and it is corrected.',
  },
  follow_up_answered: {
    status: 409,
    zh: '该项回访已经答复，不能重复填写。',
    en: 'This question was answered already.',
  },
  follow_up_not_due: {
    status: 409,
    zh: '回访将于 {day} 开始，届时请再填写。',
    en: 'This is asked on {day}; answer it then.',
  },

  // promotions
  promotion_open: {
    status: 409,
    zh: '该场景已有一项未办结的升级认定申请，请在该申请中继续办理。',
    en: 'An application for this scenario is under way already. Go on with that one.',
  },
  promotion_scenario_state: {
    status: 409,
    zh: '只有对接、落地、示范、评估中或已结项的场景可以申请升级，中止、关闭、终止的场景不可申请。',
    en: 'Only a published scenario that goes on or is concluded can be put forward; not one suspended, closed or terminated.',
  },
  promotion_not_next: {
    status: 409,
    zh: '升级认定须逐级申请：该场景当前为“{rung}”，可申请“{next}”。',
    en: 'A scenario moves one rung at a time: this one is “{rung}” and can apply for “{next}”.',
  },
  promotion_top: {
    status: 409,
    zh: '该场景已处于最高层级，无需再申请升级。',
    en: 'This scenario stands on the highest rung already.',
  },
  renewal_too_early: {
    status: 409,
    zh: '现有认定尚在有效期内，{from} 起可申请延续。',
    en: 'The present term still runs; a renewal can be applied for from {from} on.',
  },

  // files and workbooks
  file_type_refused: {
    status: 415,
    zh: '不支持该文件类型，请上传 PDF、Office 文档、图片或压缩包。',
    en: 'This file type is not accepted. Upload PDF, Office documents, images or archives.',
  },
  file_mismatch: {
    status: 415,
    zh: '文件内容与扩展名不符，请确认文件未损坏。',
    en: 'The content does not match the file name. Check that the file is intact.',
  },
  file_too_large: {
    status: 413,
    zh: '文件超过 {limit}，请压缩或拆分后上传。',
    en: 'The file is larger than {limit}. Compress or split it.',
  },
  file_in_use: {
    status: 409,
    zh: '该文件已被引用，请先在引用它的内容中移除，再删除文件。',
    en: 'This file is attached to something. Take it off there first, then remove it.',
  },
  archive_refused: {
    status: 422,
    zh: '压缩内容异常（解压后过大或层数过多），请重新打包。',
    en: 'The archive expands too far. Pack it again.',
  },
  workbook_unreadable: {
    status: 422,
    zh: '无法读取该工作簿，请使用下载的模板（.xlsx）填写。',
    en: 'The workbook could not be read. Use the template (.xlsx).',
  },
    status: 422,
    zh: '缺少列：{columns}，请使用最新模板。',
    en: 'Columns are missing: {columns}. Use the newest template.',
  },
  workbook_unknown_columns: {
    status: 422,
    zh: '不认识的列：{columns}。请按模板修改表头；自用的列请删除，或以“备注”开头命名。',
    en: 'Unknown columns: {columns}. Use the headers of the template; delete columns of your own, or let their names begin with “Note”.',
  },
  workbook_empty: {
    status: 422,
    zh: '工作簿里没有数据，请在表头下方逐行填写后上传。',
    en: 'The workbook holds no rows. Fill them in below the header and upload it again.',
  },
  workbook_too_long: {
    status: 422,
    zh: '超过 {limit} 行，请拆分后导入。',
    en: 'More than {limit} rows. Split the workbook.',
  },
  import_has_errors: {
    status: 409,
    zh: '有 {invalid} 行未通过检查，未导入任何数据。请下载标注了原因的工作簿修改后重新上传。',
    en: '{invalid} rows did not pass; nothing was imported. Download the marked workbook, correct it and upload again.',
  },
} as const satisfies Record<string, { status: number; zh: string; en: string }>

export type ErrorCode = keyof typeof errors

/** Faults of single fields (`errors[].code` of a problem). */
export const fieldErrors = {
  required: { zh: '请填写。', en: 'Fill this in.' },
  too_long: { zh: '最多 {max} 个字符。', en: 'At most {max} characters.' },
  too_short: { zh: '至少 {min} 个字符。', en: 'At least {min} characters.' },
  too_big: { zh: '不能大于 {max}。', en: 'At most {max}.' },
  too_small: { zh: '不能小于 {min}。', en: 'At least {min}.' },
  invalid_format: { zh: '格式不正确。', en: 'The format is not right.' },
  invalid_type: { zh: '类型不正确，应为{expected}。', en: 'The type is not right: {expected} is wanted.' },
  invalid_value: { zh: '不是可选的值，可选：{options}。', en: 'Not one of the values: {options}.' },
  unrecognized: { zh: '不认识的参数或字段。', en: 'Unknown parameter or field.' },
  control_character: { zh: '含有不可见的控制字符，请删除。', en: 'Contains control characters. Remove them.' },
  unknown_key: { zh: '不在本市目录中，请重新选择。', en: 'Not in the catalog of this city.' },
  unknown_file: {
    zh: '文件不存在或无权使用，请重新上传。',
    en: 'There is no such file, or it is not yours to use. Upload it again.',
  },
  not_own_capability: {
    zh: '请选择本单位已发布的能力。',
    en: 'Choose a published capability of your own organisation.',
  },
  evidence_unfit: {
    zh: '请关联本场景已签署的协议、已启动或已验收的项目、双方确认的读数或已发布的评估。',
    en: 'Link what belongs to this scenario and stands: a signed agreement, a started project, a confirmed reading or a published evaluation.',
  },
  evidence_needed: {
    zh: '还缺少佐证，至少关联其中一类：{kinds}。',
    en: 'Evidence is missing; link at least one of: {kinds}.',
  },
  invalid_credit_code: { zh: '统一社会信用代码有误（{reason}）。', en: 'The credit code is not valid ({reason}).' },
  lookalike: {
    zh: '含有与拉丁字母形似的其他字母，请改用普通字母。',
    en: 'Contains letters of another alphabet that look Latin. Type them again.',
  },
  precision_lost: {
    zh: '数字超过 15 位，已丢失精度，请把单元格设为文本后重新填写。',
    en: 'More than 15 digits were stored as a number and are lost. Format the cell as text and type it again.',
  },
  unknown_organisation: {
    zh: '未找到该单位或无权为其导入，请核对统一社会信用代码或全称。',
    en: 'There is no such organisation, or it is not yours. Check the credit code or the full name.',
  },
  ambiguous_organisation: {
    zh: '有多个同名单位，请填写统一社会信用代码。',
    en: 'Several organisations have this name. Give the credit code.',
  },
  off_step: { zh: '须为 {step} 的整数倍。', en: 'Must be a multiple of {step}.' },
  unknown_expert: { zh: '不在专家库中，请重新选择。', en: 'Not in the pool of experts. Choose again.' },
  not_later: { zh: '须晚于原截止时间。', en: 'Must be later than the deadline so far.' },
  duplicate: { zh: '与{where}重复。', en: 'The same as {where}.' },
  other_owner: {
    zh: '场景方只能是开放该场景的单位。',
    en: 'The owner is the organisation that opened the scenario, nobody else.',
  },
  no_provider: { zh: '至少要有一个能力供给方。', en: 'At least one provider is needed.' },
  share_sum: {
    zh: '供给方各方份额合计应为 100%，现为 {sum}。',
    en: 'The shares of the provider side must sum to 100%; they sum to {sum}.',
  },
  share_decimals: { zh: '份额最多六位小数。', en: 'A share has at most six decimals.' },
  letter_buys_nothing: {
    zh: '合作意向书不产生采购权利，采购方式请在合同中填写。',
    en: 'A letter of intent gives no right to be bought from. Name the procurement route in the contract.',
  },
  other_scenario: { zh: '不属于该场景，请重新选择。', en: 'Does not belong to this scenario. Choose again.' },
  not_in_talks: {
    zh: '该单位没有在此场景洽谈中的对接意向。',
    en: 'This organisation has no intent in talks on this scenario.',
  },
  unverified: { zh: '该单位尚未通过核验。', en: 'This organisation is not verified yet.' },
  own_party: { zh: '本单位须保留为参与方。', en: 'Your own organisation must stay a party.' },
  not_a_firm: { zh: '请选择已核验的企业。', en: 'Choose a firm that is verified.' },
  not_confirmable: {
    zh: '不能由您确认，或已不在待确认状态。',
    en: 'Not yours to confirm, or no longer waiting for it.',
  },
  in_the_future: { zh: '不能晚于今天。', en: 'May not be in the future.' },
  after_now: { zh: '不能晚于现在。', en: 'May not be in the future.' },
  before_project: { zh: '不能早于项目开始日期 {day}。', en: 'May not be before the project began on {day}.' },
  wrong_unit: {
    zh: '该指标的单位是“{unit}”，请换算后填写。',
    en: 'This indicator is measured in {unit}. Convert the value.',
  },
  target_direction: {
    zh: '目标值须与基线不同，且与所选方向一致。',
    en: 'The target must differ from the baseline, on the side the direction says.',
  },
  not_provider_capability: {
    zh: '请选择协议供给方已发布的能力。',
    en: 'Choose a published capability of the agreement’s providers.',
  },
  in_the_past: { zh: '不能早于今天。', en: 'May not be in the past.' },
  order: { zh: '不能早于开始时间。', en: 'May not be before the start.' },
  not_later: { zh: '须晚于 {than}。', en: 'Must be later than {than}.' },
  weights_sum: { zh: '各项权重之和须为 1，现为 {sum}。', en: 'The weights must add up to 1; they add up to {sum}.' },
  frozen: { zh: '开放后不能修改。', en: 'Stays as it is once open.' },
  unknown_call: { zh: '没有这项征集，请重新选择。', en: 'There is no such call. Choose again.' },
  call_closed: { zh: '该征集已截止，请改选或不选。', en: 'This call is over. Choose another or none.' },
  call_not_begun: { zh: '该征集尚未开始接收场景。', en: 'This call does not take scenarios yet.' },
  not_addressed: { zh: '不在征集范围内，征集面向：{options}。', en: 'Outside the call, which addresses: {options}.' },
  not_for_organisation: {
    zh: '本单位不在可提交的范围内，该征集面向：{options}。',
    en: 'Your organisation may not submit here; the call is for: {options}.',
  },
} as const satisfies Record<string, { zh: string; en: string }>
export type FieldErrorCode = keyof typeof fieldErrors

/** Values of sentence params that are keys of ours: the sentence says them in words, programs go on reading the key. */
const paramWords: Readonly<Record<string, Readonly<Record<string, { zh: string; en: string }>>>> = {
  /** What kind of value is wanted (`invalid_type`). */
  expected: {
    string: { zh: '文字', en: 'text' },
    number: { zh: '数字', en: 'a number' },
    int: { zh: '整数', en: 'a whole number' },
    amount: { zh: '以元计的金额（可写“300万”“1.2亿”）', en: 'an amount in yuan' },
    boolean: { zh: '是或否', en: 'yes or no' },
    array: { zh: '列表', en: 'a list' },
    object: { zh: '一组字段', en: 'a group of fields' },
    record: { zh: '一组字段', en: 'a group of fields' },
    place: { zh: '已填写的开放方向的序号', en: 'the place of one of the openings' },
    flatter: { zh: '嵌套层数更少的内容', en: 'something with fewer levels' },
  },
  /** Kinds of evidence (`evidence_needed`). */
  kinds: {
    agreement: { zh: '协议', en: 'an agreement' },
    project: { zh: '落地项目', en: 'a project' },
    reading: { zh: '已确认读数', en: 'a confirmed reading' },
    evaluation: { zh: '评估结果', en: 'an evaluation' },
    file: { zh: '文件', en: 'a file' },
  },
  /** Why a credit code is refused (`invalid_credit_code`), as `engines/text` finds it. */
  reason: {
    length: { zh: '应为 18 位', en: 'it must have 18 characters' },
    character: { zh: '含有代码中不会出现的字符', en: 'it has a character that never occurs in such codes' },
    lookalike: { zh: '含有形近的外文字母', en: 'it has a look-alike letter of another alphabet' },
    region: { zh: '第 3 至 8 位应为数字', en: 'characters 3 to 8 must be digits' },
    organisation_check: { zh: '第 17 位校验不符', en: 'its 17th character does not match' },
    check: { zh: '第 18 位校验不符', en: 'its 18th character does not match' },
  },
}

/** The sentence in one language; a missing value stays visible as `{name}`, so that a test can find it. */
export function sentenceWith(
  sentence: { readonly zh: string; readonly en: string },
  params: Readonly<Record<string, unknown>>,
  locale: 'zh' | 'en',
): string {
  return sentence[locale].replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name]
    if (value === undefined || value === null) return whole
    const words = Object.hasOwn(paramWords, name) ? paramWords[name] : undefined
    const said = (one: unknown) =>
      words && Object.hasOwn(words, String(one)) ? (words[String(one)]?.[locale] as string) : String(one)
    return Array.isArray(value) ? value.map(said).join(locale === 'zh' ? '、' : ', ') : said(value)
  })
}
