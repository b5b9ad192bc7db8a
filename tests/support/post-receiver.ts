/** A chat or a program of the merchant's that takes posts, keeps them, and answers as it is told. */
import http from 'node:http'

export type ReceivedPost = {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export type PostReceiver = {
  readonly url: string
  readonly posts: ReceivedPost[]
  /** Statuses of the next answers; `lost`: the post is taken and the connection dies. Then 200. */
  readonly next: (number | 'lost')[]
  close(): Promise<void>
}

export async function startReceiver(): Promise<PostReceiver> {
  const posts: ReceivedPost[] = []
  const next: (number | 'lost')[] = []
  const server = http.createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text
    })
    request.on('end', () => {
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      )
      posts.push({ headers, body })
      const answer = next.shift() ?? 200
      if (answer === 'lost') request.socket.destroy()
      else response.writeHead(answer).end('ok')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    ...{ url: `http://127.0.0.1:${port}/in`, posts, next },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
