/** Labels of the plain enumerations of the contracts; those with a lifecycle have theirs in its table. */
export const enumerationLabels: Readonly<Record<string, { key: string; zh: string; en: string }[]>> = {
  roles: [
    { key: 'operator', zh: '运营人员', en: 'Operator' },
    { key: 'district_operator', zh: '区市运营人员', en: 'District operator' },
    { key: 'expert', zh: '评审专家', en: 'Expert' },
    { key: 'broker', zh: '技术经理人', en: 'Broker' },
    { key: 'leader', zh: '领导', en: 'Leader' },
    { key: 'auditor', zh: '审计人员', en: 'Auditor' },
    { key: 'security_admin', zh: '安全管理员', en: 'Security administrator' },
    { key: 'security_auditor', zh: '安全审计员', en: 'Security auditor' },
    { key: 'system_admin', zh: '系统管理员', en: 'System administrator' },
  ],
  organisationRoles: [
    { key: 'org_admin', zh: '单位管理员', en: 'Organisation administrator' },
    { key: 'member', zh: '成员', en: 'Member' },
  ],
  organisationKinds: [
    { key: 'government', zh: '政府部门', en: 'Government department' },
    { key: 'state_firm', zh: '国有企业', en: 'State firm' },
    { key: 'firm', zh: '企业', en: 'Firm' },
    { key: 'university', zh: '高等院校', en: 'University' },
    { key: 'institute', zh: '科研院所', en: 'Research institute' },
    { key: 'hospital', zh: '医疗机构', en: 'Hospital' },
    { key: 'park', zh: '产业园区', en: 'Park' },
    { key: 'finance', zh: '金融机构', en: 'Financial institution' },
    { key: 'association', zh: '社会组织', en: 'Association' },
  ],
  capabilityKinds: [
    { key: 'product', zh: '产品', en: 'Product' },
    { key: 'technology', zh: '技术', en: 'Technology' },
    { key: 'service', zh: '服务', en: 'Service' },
    { key: 'research_result', zh: '科研成果', en: 'Research result' },
  ],
  serviceKinds: [
    { key: 'consultation', zh: '咨询诊断', en: 'Consultation' },
    { key: 'matchmaking', zh: '供需对接', en: 'Matchmaking' },
    { key: 'policy', zh: '政策支持', en: 'Policy support' },
    { key: 'funding', zh: '资金支持', en: 'Funding support' },
    { key: 'elements', zh: '要素保障', en: 'Land, power, data and talent' },
    { key: 'landing', zh: '落地服务', en: 'Help with settling and putting to use' },
  ],
  landingKinds: [
    { key: 'innovative_firm', zh: '新引进创新型企业', en: 'Innovative firm newly settled' },
    { key: 'headquarters', zh: '总部型机构', en: 'Headquarters' },
    { key: 'research_centre', zh: '研发中心', en: 'Research centre' },
    { key: 'production_base', zh: '生产基地', en: 'Production base' },
  ],
  proofKinds: [
    { key: 'delivery', zh: '应用案例', en: 'Past delivery' },
    { key: 'certificate', zh: '资质证书', en: 'Certificate' },
    { key: 'patent', zh: '专利', en: 'Patent' },
    { key: 'other', zh: '其他', en: 'Other' },
  ],
  visibilities: [
    { key: 'public', zh: '公开', en: 'Public' },
    { key: 'members', zh: '仅入驻单位可见', en: 'Members only' },
  ],
  requirementKinds: [
    { key: 'must', zh: '必备', en: 'Must' },
    { key: 'wish', zh: '期望', en: 'Wish' },
  ],
  clearanceKinds: [
    { key: 'confidentiality', zh: '保密审查', en: 'Confidentiality review' },
    { key: 'fair_competition', zh: '公平竞争审查', en: 'Fair-competition review' },
  ],
  clearanceOutcomes: [
    { key: 'passed', zh: '通过', en: 'Passed' },
    { key: 'refused', zh: '不通过', en: 'Refused' },
  ],
  attachmentPurposes: [
    { key: 'stamped_form', zh: '盖章申报表', en: 'Stamped form' },
    { key: 'material', zh: '公开附件', en: 'Public material' },
  ],
  sheets: [
    { key: 'scenarios', zh: '场景', en: 'Scenarios' },
    { key: 'organisations', zh: '单位', en: 'Organisations' },
    { key: 'capabilities', zh: '能力', en: 'Capabilities' },
    { key: 'intents', zh: '对接意向', en: 'Intents' },
  ],
  bounds: [
    { key: 'about', zh: '约', en: 'about' },
    { key: 'over', zh: '超', en: 'over' },
    { key: 'at_least', zh: '不少于', en: 'at least' },
    { key: 'nearly', zh: '近', en: 'nearly' },
    { key: 'exact', zh: '', en: '' },
  ],
}
