/** What a person has to type to have a Redis, on the machine they sit at. */

import { readFile } from "node:fs/promises";

/** By the ids in /etc/os-release, `ID` before `ID_LIKE`. Debian's `redis-tools` hold the whole server and start none. */
const OF_LINUX: Readonly<Record<string, string>> = {
  debian: "sudo apt-get install redis-tools",
  ubuntu: "sudo apt-get install redis-tools",
  fedora: "sudo dnf install valkey",
  rhel: "sudo dnf install valkey",
  arch: "sudo pacman -S valkey",
  alpine: "sudo apk add redis",
  suse: "sudo zypper install redis",
};

/** One line; the same command works after it. `osRelease`: the text of /etc/os-release, "" where there is none. */
export function commandForRedis(platform: NodeJS.Platform, osRelease: string): string {
  if (platform === "darwin") return "brew install redis";
  if (platform === "win32") return "wsl --install";
  return ids(osRelease).flatMap((id) => OF_LINUX[id] ?? [])[0] ?? OF_ANY;
}

const OF_ANY = "redis-server 7+ / valkey-server 7+ (PATH), REDIS_URL=redis://…";

/** For whoever has none here. */
export async function howToGetRedis(platform: NodeJS.Platform = process.platform): Promise<string> {
  const osRelease = await readFile("/etc/os-release", "utf8").catch(() => "");
  return [
    "Belum ada Redis di mesin ini. Pasang dulu, lalu jalankan lagi perintah yang sama:",
    "There is no Redis on this machine. Install it, then run the same command again:",
    "",
    `  ${commandForRedis(platform, osRelease)}`,
    "",
    ...(platform === "win32"
      ? [
          "Di Windows, jalankan semuanya di dalam jendela Ubuntu itu (WSL).",
          "On Windows, do everything inside that Ubuntu window (WSL).",
        ]
      : []),
  ]
    .join("\n")
    .trimEnd();
}

function ids(osRelease: string): string[] {
  const value = (name: string) =>
    new RegExp(`^${name}="?([^"\n]*)"?$`, "mu").exec(osRelease)?.[1] ?? "";
  return `${value("ID")} ${value("ID_LIKE")}`.toLowerCase().split(/\s+/u);
}
