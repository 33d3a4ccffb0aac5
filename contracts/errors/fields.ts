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
  no_words: {
    zh: '没有可供查找的文字，请用几句话描述您的产品或技术。',
    en: 'There are no words to look for. Describe your product or technology in a few sentences.',
  },
  off_step: { zh: '须为 {step} 的整数倍。', en: 'Must be a multiple of {step}.' },
  unknown_expert: { zh: '不在专家库中，请重新选择。', en: 'Not in the pool of experts. Choose again.' },
  too_many: { zh: '最多 {max} 项。', en: 'At most {max} of these.' },
  unknown_unit: {
    zh: '不认识的单位，请改用可换算的单位，如 {examples}；没有单位则留空。',
    en: 'This unit is not known. Use one that compares, such as {examples}, or leave it empty.',
  },
  measure_unit: {
    zh: '第 {n} 项“{text}”的单位无法识别，请改用可换算的单位，如 km、kW、万元、%、小时。',
    en: 'The unit of no. {n} “{text}” is not known. Use one that compares, such as km, kW, 万元, %, 小时.',
  },
  measure_format: {
    zh: '第 {n} 项“{text}”无法识别，请按“指标=数值 单位”填写，多项用分号隔开，如“续航=300 公里; 载重=1.5 吨”。',
    en: 'No. {n} “{text}” cannot be read. Write “metric=value unit”, divided by semicolons: “range=300 km; load=1.5 t”.',
  },
  only_delivery: {
    zh: '只有应用案例可以请对方单位确认，请改选类别或不填对方单位。',
    en: 'Only a delivery is confirmed by another organisation. Change the kind or leave it out.',
  },
  own_counterpart: { zh: '对方单位不能是本单位。', en: 'The other side cannot be your own organisation.' },
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
  unverified: { zh: '该单位不存在或尚未通过核验。', en: 'There is no such organisation, or it is not verified yet.' },
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
