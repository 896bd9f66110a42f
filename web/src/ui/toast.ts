import { ElMessage } from 'element-plus/es/components/message/index.mjs'
import 'element-plus/es/components/message/style/css'
import type { Refused } from '@/api/problem'

/** Passing words at the top. What a person must act on belongs into the page, not here. */
export const toast = {
  done: (text: string) => void ElMessage({ type: 'success', message: text, duration: 3_000, grouping: true }),
  warning: (text: string) => void ElMessage({ type: 'warning', message: text, duration: 6_000, grouping: true, showClose: true }),
  refused: (problem: Refused) =>
    void ElMessage({ type: 'error', message: problem.body.detail ? `${problem.message}：${problem.body.detail}` : problem.message, duration: 8_000, grouping: true, showClose: true }),
}
