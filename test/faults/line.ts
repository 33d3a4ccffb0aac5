import { connect, createServer, type Socket } from 'node:net'

export type Line = {
  /** The address of the database by way of this line. */
  readonly url: string
  /** As a pulled cable or a stopped database server: who was connected is cut off, nobody gets through. */
  cut(): Promise<void>
  mend(): Promise<void>
}

/** A line to a database that can be cut and mended. */
export async function openLine(to: string): Promise<Line> {
  const target = new URL(to)
  const sockets = new Set<Socket>()
  const keep = (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => undefined) // the other end was cut
  }
  const relay = createServer((near) => {
    const far = connect(Number(target.port), target.hostname)
    keep(near)
    keep(far)
    near.pipe(far).pipe(near)
  })
  const listen = (port: number) => new Promise<void>((settle) => relay.listen(port, '127.0.0.1', settle))
  await listen(0)
  const { port } = relay.address() as { port: number }
  const url = new URL(to)
  url.port = String(port)
  return {
    url: url.href,
    cut() {
      const closed = new Promise<void>((settle) => relay.close(() => settle()))
      for (const socket of sockets) socket.destroy()
      return closed
    },
    mend: () => listen(port),
  }
}
