#!/bin/bash
# Dovecot IMAP on loopback with one Maildir, read by Roundcube.
. "$(dirname "$0")/../common.sh"
need_tools
apt_install dovecot-imapd

S=$SRV_STATE/mail
mkdir -p "$S/run"

# Mail belongs to an unprivileged user: dovecot refuses to serve mail as root.
MAIL_UID=$(id -u www-data) MAIL_GID=$(id -g www-data)

cat > "$S/dovecot.conf" <<CONF
base_dir = $S/run
state_dir = $S/run
log_path = $S/dovecot.log
protocols = imap
listen = $SRV_HOST
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_username_format = %Lu
mail_location = maildir:$S/home/%n/Maildir
first_valid_uid = 1
mail_max_userip_connections = 100

passdb {
  driver = passwd-file
  args = scheme=PLAIN $S/users
}
userdb {
  driver = static
  args = uid=$MAIL_UID gid=$MAIL_GID home=$S/home/%n
}
namespace inbox {
  inbox = yes
  separator = /
  mailbox Sent {
    auto = subscribe
    special_use = \\Sent
  }
  mailbox Drafts {
    auto = subscribe
    special_use = \\Drafts
  }
  mailbox Trash {
    auto = subscribe
    special_use = \\Trash
  }
  mailbox Archive {
    auto = subscribe
    special_use = \\Archive
  }
}
service imap-login {
  inet_listener imap {
    address = $SRV_HOST
    port = $MAIL_PORT
  }
  inet_listener imaps {
    port = 0
  }
}
CONF

# The bare name and the address both log in; %n makes them one mailbox.
for user in "$AGENT_USER" "$AGENT_FA_USER"; do
  printf '%s:%s\n' "$user" "$AGENT_PASS" "$user@$MAIL_DOMAIN" "$AGENT_PASS"
done > "$S/users"
chmod 644 "$S/users"

# Seed, from nothing each time: seed/FOLDER/NAME.eml -> Maildir.
box=$S/home/$AGENT_USER/Maildir
rm -rf "$S/home"
mkdir -p "$box"/{cur,new,tmp}
printf '%s\n' Sent Archive Drafts Trash > "$box/subscriptions"
n=0
for eml in "$SRV_ROOT"/mail/seed/*/*.eml; do
  folder=$(basename "$(dirname "$eml")")
  if [ "$folder" = INBOX ]; then dir=$box; else dir=$box/.$folder; fi
  mkdir -p "$dir"/{cur,new,tmp}
  n=$((n + 1))
  flags=; case $eml in *.seen.eml) flags=S ;; esac
  [ "$folder" = Sent ] && flags=S
  # The delivery time is the Date header's, in the file's name and its mtime.
  when=$(date -u -d "$(sed -n 's/^Date: //p' "$eml" | head -1 | tr -d '\r')" +%s)
  out=$dir/cur/$when.M$(printf %06d $n)P1.seed:2,$flags
  cp "$eml" "$out"
  touch -d "@$when" "$out"
done
ln -s "$AGENT_USER" "$S/home/$AGENT_FA_USER"
chown -R "$MAIL_UID:$MAIL_GID" "$S/home"
say "ready: $n messages for $AGENT_USER"
