#!/usr/bin/env bash
# Real Asterisk servers on this machine, each from Debian's own packages in a folder of its own.
#
#   asterisk.sh check                    say in one line why servers cannot run here, or nothing (exit 1, or 0)
#   asterisk.sh install 22|16...         unpack Asterisk 22 (Debian forky) or 16 (Debian bullseye), or both at once;
#                                        about a minute the first time, nothing to do later
#   asterisk.sh start   22|16 NAME PORT [full]
#                                        start an instance: AMI on 127.0.0.1:PORT, TLS on PORT+1, HTTP on PORT+2,
#                                        SIP on PORT+3; returns when it has fully booted. With "full" it has the
#                                        richer configuration of full/ on top: parking, agents, voicemail, CEL, CDR,
#                                        IAX2 on PORT+4, and in 16 chan_sip on PORT+5 and Skinny on PORT+6
#   asterisk.sh stop    NAME             stop it in order (AMI clients see Event: Shutdown), return when it is gone
#   asterisk.sh kill    NAME             kill -9
#   asterisk.sh remove  NAME             kill it and delete its files
#   asterisk.sh guard   PID NAME         remove NAME once the process PID is no more
#   asterisk.sh cli     NAME COMMAND     run one CLI command on it
#   asterisk.sh log     NAME             print its log
#   asterisk.sh info    NAME             print its process id, root folder, port and version
#
# Needs root on Debian; debootstrap and openssl are installed if missing. ASTERISK_ROOT (default /opt/asterisk) holds
# the unpacked systems, about 500 MB each. DEBIAN_MIRROR overrides the mirror that apt is set up with. Everything
# binds to 127.0.0.1 alone. AMI users: admin/s3cret may do all, listener/listen reads call and cdr and writes nothing,
# varied/varied is admin with its own channelvars.
set -euo pipefail

ASTERISK_ROOT=${ASTERISK_ROOT:-/opt/asterisk}
STATE=$ASTERISK_ROOT/instances

die() { echo "asterisk.sh: $*" >&2; exit 1; }

check() {
  [ "$(id -u)" = 0 ] || die "real Asterisk needs root (it runs in a chroot)"
  command -v apt-get >/dev/null && [ -e /etc/debian_version ] || die "real Asterisk needs Debian (it comes from Debian's packages)"
}

# One at a time, however many scripts run: apt and debootstrap's script folder are the machine's.
apt_install() { # COMMAND PACKAGE
  command -v "$1" >/dev/null && return 0
  (
    flock 9
    command -v "$1" >/dev/null && exit 0
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends "$2"; } >"$ASTERISK_ROOT/apt.log" 2>&1 ||
      die "cannot install $2: $(tail -n 1 "$ASTERISK_ROOT/apt.log")"
  ) 9>"$ASTERISK_ROOT/apt.lock"
}

# The Debian mirror that this machine's apt already uses.
mirror() {
  [ -n "${DEBIAN_MIRROR:-}" ] && { echo "$DEBIAN_MIRROR"; return; }
  local uri try
  for try in 1 2; do
    uri=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' | grep -v security | head -n 1) || true
    [ -n "$uri" ] && { echo "${uri%/}"; return; }
    # The origin is known only once the lists have been read.
    [ "$try" = 1 ] && (flock 9; apt-get update -qq >/dev/null 2>&1) 9>"$ASTERISK_ROOT/apt.lock"
  done
  die "apt knows no Debian mirror; set DEBIAN_MIRROR"
}

suite_of() {
  case $1 in
    22) echo forky ;;
    16) echo bullseye ;;
    *) die "no Asterisk $1 here: 22 or 16" ;;
  esac
}

install_system() { # VERSION
  local suite root from
  suite=$(suite_of "$1")
  root=$ASTERISK_ROOT/$suite
  [ -x "$root/usr/sbin/asterisk" ] && return 0
  check
  mkdir -p "$ASTERISK_ROOT"
  apt_install debootstrap debootstrap
  from=$(mirror)
  (
    flock 8
    [ -x "$root/usr/sbin/asterisk" ] && exit 0
    # debootstrap learns of a new suite later than its mirrors do; all suites since sid are laid out alike.
    [ -e "/usr/share/debootstrap/scripts/$suite" ] || ln -sf sid "/usr/share/debootstrap/scripts/$suite"
    for try in 1 2; do
      rm -rf "$root.partial"
      debootstrap --variant=minbase --include=asterisk "$suite" "$root.partial" "$from" >"$ASTERISK_ROOT/$suite.log" 2>&1 && break
      [ "$try" = 1 ] || die "debootstrap of $suite failed: $(tail -n 1 "$ASTERISK_ROOT/$suite.log")"
    done
    mv "$root.partial" "$root"
  ) 8>"$ASTERISK_ROOT/$suite.lock"
}

install_all() {
  local version pids=() pid failed=0
  for version in "$@"; do install_system "$version" & pids+=($!); done
  for pid in "${pids[@]}"; do wait "$pid" || failed=1; done
  return $failed
}

write_config() { # ROOT NAME PORT
  local etc=$1/etc/asterisk.$2 port=$3
  mkdir -p "$etc" "$1/run/asterisk.$2" "$1/var/log/asterisk.$2" "$1/var/lib/asterisk.$2" "$1/var/spool/asterisk.$2"
  cat >"$etc/asterisk.conf" <<CONF
[directories]
astetcdir => /etc/asterisk.$2
astrundir => /run/asterisk.$2
astlogdir => /var/log/asterisk.$2
astspooldir => /var/spool/asterisk.$2
astdbdir => /var/lib/asterisk.$2
astvarlibdir => /var/lib/asterisk
astdatadir => /usr/share/asterisk
[options]
systemname = $2
CONF
  if [ ! -e "$etc/ami.pem" ]; then
    openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj "/CN=localhost" \
      -addext "subjectAltName=DNS:localhost,IP:127.0.0.1" \
      -keyout "$etc/ami.key" -out "$etc/ami.crt" 2>/dev/null
    cat "$etc/ami.key" "$etc/ami.crt" >"$etc/ami.pem"
  fi
  cat >"$etc/manager.conf" <<CONF
[general]
enabled = yes
webenabled = yes
port = $port
bindaddr = 127.0.0.1
tlsenable = yes
tlsbindaddr = 127.0.0.1:$((port + 1))
tlscertfile = /etc/asterisk.$2/ami.pem
displayconnects = no
[admin]
secret = s3cret
read = all
write = all
[listener]
secret = listen
read = call,cdr
write =
[varied]
secret = varied
read = all
write = all
channelvars = FOO,BAR
CONF
  cat >"$etc/http.conf" <<CONF
[general]
enabled = yes
bindaddr = 127.0.0.1
bindport = $((port + 2))
CONF
  cat >"$etc/modules.conf" <<CONF
[modules]
autoload = yes
noload = chan_alsa.so
noload = chan_oss.so
noload = chan_console.so
noload = chan_sip.so
noload = chan_iax2.so
CONF
  cat >"$etc/logger.conf" <<CONF
[general]
[logfiles]
messages.log => notice,warning,error
CONF
  cat >"$etc/extensions.conf" <<CONF
[default]
exten => 100,1,Answer()
 same => n,Wait(30)
exten => 101,1,Answer()
 same => n,Milliwatt()
exten => _2XX,1,Set(FOO=bar)
 same => n,Answer()
 same => n,Wait(1)
 same => n,Hangup(17)
exten => 300,1,Answer()
 same => n,Queue(support)
exten => 400,1,Answer()
 same => n,ConfBridge(1)
exten => 500,1,UserEvent(Hello,Key1: value one,Key2: v2)
 same => n,Hangup()
exten => 600,1,Dial(Local/101@default/n,10)
exten => 601,1,Dial(Local/602@default/n,2)
exten => 602,1,Wait(20)
exten => 610,1,Busy(5)
exten => 611,1,Congestion(5)
exten => 612,1,Hangup(21)
exten => 613,1,Ringing()
 same => n,Wait(20)
exten => 614,1,Ringing()
 same => n,Wait(0.2)
 same => n,Answer()
 same => n,Wait(30)
exten => 700,1,Answer()
 same => n,Park()
CONF
  cat >"$etc/queues.conf" <<CONF
[general]
[support]
strategy = ringall
member => Local/101@default
[sales]
strategy = leastrecent
CONF
  cat >"$etc/pjsip.conf" <<CONF
[transport-udp]
type = transport
protocol = udp
bind = 127.0.0.1:$((port + 3))
[alice]
type = endpoint
context = default
disallow = all
allow = ulaw
aors = alice
auth = alice
[alice]
type = aor
max_contacts = 5
[alice]
type = auth
auth_type = userpass
username = alice
password = alice
; Calls to PJSIP/<exten>@loop leave by the network and come back into [default].
[loop]
type = endpoint
context = default
disallow = all
allow = ulaw
aors = loop
from_user = loop
direct_media = no
; Else each call looks up the machine's own name, which may take seconds.
media_address = 127.0.0.1
bind_rtp_to_media_address = yes
[loop]
type = aor
contact = sip:127.0.0.1:$((port + 3))
CONF
  printf '[general]\nrtpstart = 10000\nrtpend = 19999\n' >"$etc/rtp.conf"
  for f in indications.conf confbridge.conf features.conf res_parking.conf; do
    [ -e "$1/etc/asterisk/$f" ] && cp "$1/etc/asterisk/$f" "$etc/"
  done
  return 0
}

# What full/ holds is appended to the plain files, full/VERSION's too.
write_full() { # ROOT NAME PORT VERSION
  local etc=$1/etc/asterisk.$2 file here
  here=$(dirname "${BASH_SOURCE[0]}")/full
  for file in "$here"/*.conf "$here/$4"/*.conf; do
    [ -e "$file" ] || continue
    sed -e "s/@NAME@/$2/g; s/@SIP@/$(($3 + 3))/g; s/@IAX@/$(($3 + 4))/g" \
      -e "s/@CHANSIP@/$(($3 + 5))/g; s/@SKINNY@/$(($3 + 6))/g" "$file" >>"$etc/$(basename "$file")"
  done
  sed -i '/chan_sip\|chan_iax2/d' "$etc/modules.conf"
  mkdir -p "$etc/moh"
  # Eight seconds of silence: music on hold, and something to play.
  head -c 64000 /dev/zero | tr '\0' '\377' >"$etc/moh/silence.ulaw"
}

running() { kill -0 "$pid" 2>/dev/null && [ "$(cat "/proc/$pid/comm" 2>/dev/null)" = asterisk ]; }

instance() {
  [ -e "$STATE/$1" ] || die "no instance $1"
  read -r pid root port version <"$STATE/$1"
}

rasterisk() { chroot "$root" asterisk -C "/etc/asterisk.$1/asterisk.conf" -rx "$2"; } # NAME COMMAND

start() { # VERSION NAME PORT [full]
  check
  [[ $2 =~ ^[A-Za-z0-9_-]+$ ]] || die "an instance's name is letters, digits, - and _"
  install_system "$1"
  apt_install openssl openssl
  mkdir -p "$STATE"
  local pid root port version
  if [ -e "$STATE/$2" ]; then
    instance "$2"
    running && die "$2 is running already (process $pid)"
  fi
  root=$ASTERISK_ROOT/$(suite_of "$1")
  case ${4:-plain} in plain | full) ;; *) die "no profile $4: full, or nothing" ;; esac
  rm -f "$root/etc/asterisk.$2/"*.conf
  write_config "$root" "$2" "$3"
  [ "${4:-plain}" = plain ] || write_full "$root" "$2" "$3" "$1"
  rm -f "$root/run/asterisk.$2/"*
  setsid chroot "$root" asterisk -C "/etc/asterisk.$2/asterisk.conf" -f -n >"$STATE/$2.out" 2>&1 </dev/null &
  pid=$!
  printf '%s %s %s %s\n' "$pid" "$root" "$3" "$1" >"$STATE/$2"
  for _ in $(seq 300); do
    rasterisk "$2" 'core waitfullybooted' >/dev/null 2>&1 && break
    kill -0 "$pid" 2>/dev/null || die "$2 ended while booting: $(tail -n 1 "$STATE/$2.out")"
    sleep 0.1
  done
  # Booted is not listening: a port that was taken is only a line in the log.
  (exec 3<>"/dev/tcp/127.0.0.1/$3") 2>/dev/null || die "$2 does not listen on port $3; see: asterisk.sh log $2"
}

gone() { # SECONDS: wait for the end of $pid
  for _ in $(seq "$(($1 * 20))"); do
    running || return 0
    sleep 0.05
  done
  return 1
}

stop() { # NAME
  instance "$1"
  running || return 0
  rasterisk "$1" 'core stop now' >/dev/null 2>&1 || true
  gone 10 || { kill -9 "$pid"; gone 5; }
}

remove() { # NAME
  [ -e "$STATE/$1" ] || return 0
  instance "$1"
  if running; then
    kill -9 "$pid"
    gone 5 || true
  fi
  rm -rf "$root/etc/asterisk.$1" "$root/run/asterisk.$1" "$root/var/log/asterisk.$1" \
    "$root/var/lib/asterisk.$1" "$root/var/spool/asterisk.$1" "$STATE/$1" "$STATE/$1.out"
}

usage() { sed -n '4,18p' "$0" | cut -c 3-; exit 2; }

command=${1:-}
[ $# -gt 0 ] && shift
case $command/$# in
  check/0) check ;;
  install/[1-9]) install_all "$@" ;;
  start/[34]) start "$@" ;;
  stop/1) stop "$1" ;;
  kill/1) instance "$1"; running && kill -9 "$pid"; gone 5 ;;
  remove/1) remove "$1" ;;
  guard/2) while kill -0 "$1" 2>/dev/null; do sleep 0.5; done; remove "$2" ;;
  cli/2) instance "$1"; rasterisk "$1" "$2" ;;
  log/1) instance "$1"; cat "$STATE/$1.out" "$root/var/log/asterisk.$1/messages.log" ;;
  info/1) instance "$1"; echo "$pid $root $port $version" ;;
  *) usage ;;
esac
