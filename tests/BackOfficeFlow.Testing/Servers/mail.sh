#!/usr/bin/env bash
# Real SMTP (postfix) and IMAP (dovecot) on loopback, everything below DIR, until standard input closes. Needs root.
# usage: mail.sh DIR SMTP SUBMISSION IMAP IMAPS     (ports)
set -euo pipefail
dir=$1 smtp=$2 submission=$3 imap=$4 imaps=$5

stop() {
  trap - EXIT INT TERM
  postfix -c "$dir/postfix" abort >/dev/null 2>&1 || true
  doveadm -c "$dir/dovecot/dovecot.conf" stop >/dev/null 2>&1 || true
  rm -rf "$dir"
}
trap stop EXIT
trap 'exit 1' INT TERM

# Mail belongs to a user id of its own; the folder itself must be passable for postfix and dovecot.
chmod 755 "$dir"
mkdir -p "$dir"/{dovecot/run,postfix,queue,data,mail,tls}
chown 5000:5000 "$dir/mail"
chown postfix "$dir/data"
openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=localhost -addext subjectAltName=DNS:localhost,IP:127.0.0.1 \
  -keyout "$dir/tls/key.pem" -out "$dir/tls/cert.pem" 2>/dev/null

# Every address of flow.test exists, each with the same password, so that a test may invent customers.
cat >"$dir/dovecot/dovecot.conf" <<CONF
base_dir = $dir/dovecot/run
state_dir = $dir/dovecot/run
log_path = $dir/dovecot/log
protocols = imap lmtp
listen = 127.0.0.1
ssl = yes
ssl_cert = <$dir/tls/cert.pem
ssl_key = <$dir/tls/key.pem
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_failure_delay = 0
mail_location = maildir:$dir/mail/%d/%n
mail_uid = 5000
mail_gid = 5000
first_valid_uid = 5000
namespace inbox {
  inbox = yes
  mailbox Processed {
    auto = subscribe
  }
  mailbox Rejected {
    auto = subscribe
  }
}
passdb {
  driver = static
  args = password=secret
}
userdb {
  driver = static
  args = uid=5000 gid=5000 home=$dir/mail/%d/%n allow_all_users=yes
}
service imap-login {
  inet_listener imap {
    port = $imap
  }
  inet_listener imaps {
    port = $imaps
  }
}
service auth {
  unix_listener $dir/queue/private/auth {
    mode = 0660
    user = postfix
    group = postfix
  }
}
service lmtp {
  unix_listener $dir/queue/private/dovecot-lmtp {
    mode = 0600
    user = postfix
    group = postfix
  }
}
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
protocol lmtp {
  postmaster_address = postmaster@flow.test
}
CONF

# Mail to flow.test is delivered to dovecot; to any other domain it is refused without a password and bounces with one: nothing leaves.
cat >"$dir/postfix/main.cf" <<CONF
compatibility_level = 3.6
queue_directory = $dir/queue
data_directory = $dir/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
maillog_file_prefixes = $dir, /dev/stdout
maillog_file = $dir/postfix/mail.log
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mail.flow.test
mydestination =
mynetworks =
virtual_mailbox_domains = flow.test
virtual_mailbox_maps = static:ok
virtual_transport = lmtp:unix:private/dovecot-lmtp
default_transport = error:no outbound mail from the test server
alias_maps =
smtpd_tls_cert_file = $dir/tls/cert.pem
smtpd_tls_key_file = $dir/tls/key.pem
smtpd_tls_security_level = may
smtpd_sasl_type = dovecot
smtpd_sasl_path = private/auth
smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
message_size_limit = 30000000
smtpd_peername_lookup = no
smtpd_error_sleep_time = 0
CONF
cat >"$dir/postfix/master.cf" <<CONF
127.0.0.1:$smtp inet n - n - - smtpd
127.0.0.1:$submission inet n - n - - smtpd -o smtpd_tls_security_level=encrypt -o smtpd_sasl_auth_enable=yes -o smtpd_client_restrictions=permit_sasl_authenticated,reject
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
proxymap unix - - n - - proxymap
postlog unix-dgram n - n - 1 postlogd
CONF

postfix -c "$dir/postfix" check 2>/dev/null || true
postfix -c "$dir/postfix" start >"$dir/postfix/start.log" 2>&1 </dev/null || { cat "$dir/postfix/start.log" >&2; exit 1; }
dovecot -c "$dir/dovecot/dovecot.conf" >"$dir/dovecot/start.log" 2>&1 </dev/null || { cat "$dir/dovecot/start.log" >&2; exit 1; }

for port in "$smtp" "$submission" "$imap" "$imaps"; do
  open=
  for _ in $(seq 100); do
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && { open=yes; break; }
    sleep 0.1
  done
  [ -n "$open" ] || { echo "port $port was not opened" >&2; tail -n 20 "$dir/postfix/mail.log" "$dir/dovecot/log" >&2 || true; exit 1; }
done
echo READY

# "smtp stop" and "smtp start" on standard input take the sending side away and bring it back.
while read -r line; do
  case $line in
    'smtp stop') postfix -c "$dir/postfix" abort >/dev/null 2>&1 </dev/null || true; echo stopped ;;
    'smtp start') postfix -c "$dir/postfix" start >/dev/null 2>&1 </dev/null || true; echo started ;;
  esac
done
