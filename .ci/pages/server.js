// A server of the binary on a free port, with the seed of this clone and the content beside this file.
import { spawn, execFileSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

const here = import.meta.dirname ?? new URL(".", import.meta.url).pathname;

export class Server {
  static async start(binary, publicUrl = "") {
    const server = new Server();
    server.publicUrl = publicUrl;
    server.folder = mkdtempSync(join(tmpdir(), "sinew-pages-"));
    for (const part of [join(here, "../../seed"), join(here, "content")]) {
      cpSync(part, join(server.folder, "seed"), { recursive: true });
    }
    const options = { cwd: server.folder, env: { ...process.env, SINEW_PUBLIC_URL: publicUrl } };
    const log = openSync(join(server.folder, "log"), "w");
    const program = resolve(binary);
    server.process = spawn(program, ["--listen", "127.0.0.1:0"], { ...options, stdio: ["ignore", "pipe", log] });
    server.process.on("error", (cause) => { throw cause; });
    const [greeting] = await Promise.race([
      once(createInterface(server.process.stdout), "line"),
      once(server.process, "exit").then(() => { throw new Error(readFileSync(join(server.folder, "log"), "utf8")); }),
    ]);
    server.address = greeting.match(/http:\/\/[\d.]+:\d+/)[0];
    server.key = execFileSync(program, ["keys", "create", "--scope", "preview"], { ...options, stdio: "pipe" }).toString().trim();
    return server;
  }

  /// The answer, which must be a good one.
  async get(path, headers = {}) {
    const answer = await fetch(this.address + path, { headers });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  }

  async stop() {
    this.process.kill("SIGKILL");
    rmSync(this.folder, { recursive: true, force: true });
  }
}
