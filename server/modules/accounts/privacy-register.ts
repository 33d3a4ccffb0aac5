/** Version of the privacy notice in force; a new one asks everybody again. */
export const noticeVersion = '2026-11'
