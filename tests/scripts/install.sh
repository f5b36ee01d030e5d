# Sourced by run-all.sh: installs Debian packages that the tests drive, where they are missing and this user may.
needed=()
command -v chromium >/dev/null || needed+=(chromium)
command -v firefox-esr >/dev/null || needed+=(firefox-esr)
command -v strace >/dev/null || needed+=(strace)
[ -e /usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1 ] || needed+=(libfaketime)
command -v nginx >/dev/null || [ -x /usr/sbin/nginx ] || needed+=(nginx-light)
if [ "${#needed[@]}" -gt 0 ]; then
  if [ "$(id -u)" -eq 0 ]; then
    echo "installing ${needed[*]}"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${needed[@]}"; } >/tmp/footfall-install.log 2>&1 \
      || { tail -n 20 /tmp/footfall-install.log; echo "Could not install ${needed[*]}; tests that need them are skipped by name."; }
  else
    echo "Missing: ${needed[*]} (sudo apt-get install ${needed[*]}); tests that need them are skipped by name."
  fi
fi
