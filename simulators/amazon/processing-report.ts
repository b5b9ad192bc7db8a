/** The processing report of an XML feed: counts, and a Result for each message that went wrong. DONE is not success. */
import { xmlText } from './xml-reader.ts'

export type MessageResult = {
  readonly messageId: string
  readonly result: 'Error' | 'Warning'
  readonly code: string
  readonly words: string
  readonly orderId?: string
}

export type ReportParts = {
  readonly transactionId: string
  readonly merchantId: string
  readonly messages: number
  readonly results: readonly MessageResult[]
}

/** The report as Amazon writes it; no `Result` at all when everything went well. */
export function processingReport(parts: ReportParts): string {
  const failed = messagesWith(parts.results, 'Error')
  const warned = messagesWith(parts.results, 'Warning')
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<AmazonEnvelope xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="amzn-envelope.xsd">',
    '\t<Header>',
    '\t\t<DocumentVersion>1.02</DocumentVersion>',
    `\t\t<MerchantIdentifier>${xmlText(parts.merchantId)}</MerchantIdentifier>`,
    '\t</Header>',
    '\t<MessageType>ProcessingReport</MessageType>',
    '\t<Message>',
    '\t\t<MessageID>1</MessageID>',
    '\t\t<ProcessingReport>',
    `\t\t\t<DocumentTransactionID>${parts.transactionId}</DocumentTransactionID>`,
    '\t\t\t<StatusCode>Complete</StatusCode>',
    '\t\t\t<ProcessingSummary>',
    `\t\t\t\t<MessagesProcessed>${parts.messages}</MessagesProcessed>`,
    `\t\t\t\t<MessagesSuccessful>${Math.max(0, parts.messages - failed)}</MessagesSuccessful>`,
    `\t\t\t\t<MessagesWithError>${failed}</MessagesWithError>`,
    `\t\t\t\t<MessagesWithWarning>${warned}</MessagesWithWarning>`,
    '\t\t\t</ProcessingSummary>',
    ...parts.results.flatMap(resultLines),
    '\t\t</ProcessingReport>',
    '\t</Message>',
    '</AmazonEnvelope>',
  ]
  return `${lines.join('\n')}\n`
}

function messagesWith(results: readonly MessageResult[], kind: MessageResult['result']): number {
  return new Set(results.filter((one) => one.result === kind).map((one) => one.messageId)).size
}

function resultLines({ messageId, result, code, words, orderId }: MessageResult): string[] {
  const info = [
    '\t\t\t\t<AdditionalInfo>',
    `\t\t\t\t\t<AmazonOrderID>${orderId ?? ''}</AmazonOrderID>`,
    '\t\t\t\t</AdditionalInfo>',
  ]
  return [
    '\t\t\t<Result>',
    `\t\t\t\t<MessageID>${messageId}</MessageID>`,
    `\t\t\t\t<ResultCode>${result}</ResultCode>`,
    `\t\t\t\t<ResultMessageCode>${code}</ResultMessageCode>`,
    `\t\t\t\t<ResultDescription>${xmlText(words)}</ResultDescription>`,
    ...(orderId === undefined ? [] : info),
    '\t\t\t</Result>',
  ]
}
