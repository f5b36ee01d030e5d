using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Footfall.Storage.Control;

/// <summary>The control plane: everything but events. Made by <see cref="ControlDatabase.Connect"/>, one a unit of work; not thread-safe.</summary>
public sealed class ControlDbContext(DbContextOptions<ControlDbContext> options) : DbContext(options)
{
    public DbSet<AccountRow> Accounts => Set<AccountRow>();

    public DbSet<SessionRow> Sessions => Set<SessionRow>();

    public DbSet<ProjectRow> Projects => Set<ProjectRow>();

    public DbSet<DomainRow> Domains => Set<DomainRow>();

    public DbSet<DeclaredEventRow> DeclaredEvents => Set<DeclaredEventRow>();

    public DbSet<GoalRow> Goals => Set<GoalRow>();

    public DbSet<DefinitionRow> Definitions => Set<DefinitionRow>();

    public DbSet<LinkRow> Links => Set<LinkRow>();

    public DbSet<PublishedRow> Published => Set<PublishedRow>();

    public DbSet<NoticeRow> Notices => Set<NoticeRow>();

    public DbSet<NoticeLetterRow> NoticeLetters => Set<NoticeLetterRow>();

    public DbSet<SiteRow> Sites => Set<SiteRow>();

    public DbSet<TokenRow> Tokens => Set<TokenRow>();

    public DbSet<AuditRow> Audit => Set<AuditRow>();

    public DbSet<SettingRow> Settings => Set<SettingRow>();

    public DbSet<AccountKeysRow> AccountKeys => Set<AccountKeysRow>();

    public DbSet<PasskeyRow> Passkeys => Set<PasskeyRow>();

    public DbSet<VaultRow> Vaults => Set<VaultRow>();

    public DbSet<VaultEntryRow> VaultLog => Set<VaultEntryRow>();

    public DbSet<VaultMemberRow> VaultMembers => Set<VaultMemberRow>();

    public DbSet<VaultKeyRow> VaultKeys => Set<VaultKeyRow>();

    public DbSet<SealedVaultKeyRow> SealedVaultKeys => Set<SealedVaultKeyRow>();

    public DbSet<VaultProjectRow> VaultProjects => Set<VaultProjectRow>();

    public DbSet<EpochRow> Epochs => Set<EpochRow>();

    public DbSet<DocumentRow> Documents => Set<DocumentRow>();

    public DbSet<StreamItemRow> StreamItems => Set<StreamItemRow>();

    public DbSet<InvitationRow> Invitations => Set<InvitationRow>();

    public DbSet<AgentRow> Agents => Set<AgentRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<AccountRow>(account => { account.ToTable("accounts").HasKey(a => a.Id); account.HasIndex(a => a.Email).IsUnique(); });
        modelBuilder.Entity<SessionRow>(session =>
        {
            session.ToTable("sessions").HasKey(s => s.TokenHash);
            session.HasOne<AccountRow>().WithMany().HasForeignKey(s => s.AccountId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<ProjectRow>(project =>
        {
            project.ToTable("projects").HasKey(p => p.Id);
            project.HasIndex(p => p.Number).IsUnique();
            project.HasIndex(p => p.Key).IsUnique();
            project.HasIndex(p => p.AppName).IsUnique();
            project.HasMany(p => p.Domains).WithOne().HasForeignKey(d => d.ProjectId).OnDelete(DeleteBehavior.Cascade);
            project.HasMany(p => p.DeclaredEvents).WithOne().HasForeignKey(d => d.ProjectId).OnDelete(DeleteBehavior.Cascade);
            project.HasMany(p => p.Goals).WithOne().HasForeignKey(g => g.ProjectId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<DomainRow>().ToTable("domains").HasKey(d => d.Domain);
        modelBuilder.Entity<DeclaredEventRow>().ToTable("declared_events").HasKey(d => new { d.ProjectId, d.Name });
        modelBuilder.Entity<GoalRow>(goal => { goal.ToTable("goals").HasKey(g => g.Id); goal.HasIndex(g => new { g.ProjectId, g.DisplayName }).IsUnique(); });
        modelBuilder.Entity<DefinitionRow>(definition =>
        {
            definition.ToTable("definitions").HasKey(d => d.Id);
            definition.HasIndex(d => new { d.ProjectId, d.Kind });
            definition.HasOne<ProjectRow>().WithMany().HasForeignKey(d => d.ProjectId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<LinkRow>(link =>
        {
            link.ToTable("links").HasKey(l => l.Id);
            link.HasIndex(l => l.Slug).IsUnique();
            link.HasOne<ProjectRow>().WithMany().HasForeignKey(l => l.ProjectId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<PublishedRow>(published =>
        {
            published.ToTable("published").HasKey(p => new { p.ProjectId, p.Day });
            published.HasOne<ProjectRow>().WithMany().HasForeignKey(p => p.ProjectId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<NoticeRow>(notice =>
        {
            notice.ToTable("notices").HasKey(n => n.Id);
            notice.HasOne<ProjectRow>().WithMany().HasForeignKey(n => n.ProjectId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<NoticeLetterRow>(letter =>
        {
            letter.ToTable("notice_letters").HasKey(l => l.Id);
            letter.HasIndex(l => new { l.NoticeId, l.Due, l.Output }).IsUnique();
            letter.HasIndex(l => new { l.State, l.NextAt });
            letter.HasOne<NoticeRow>().WithMany().HasForeignKey(l => l.NoticeId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<SiteRow>(site =>
        {
            site.ToTable("sites").HasKey(s => new { s.ProjectId, s.Hostname });
            site.HasOne<ProjectRow>().WithMany().HasForeignKey(s => s.ProjectId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<TokenRow>(token => { token.ToTable("tokens").HasKey(t => t.Id); token.HasIndex(t => t.Hash).IsUnique(); });
        modelBuilder.Entity<AuditRow>(audit => { audit.ToTable("audit").HasKey(a => a.Sequence); audit.Property(a => a.Sequence).ValueGeneratedNever(); });
        modelBuilder.Entity<SettingRow>().ToTable("settings").HasKey(s => s.Name);
        VaultModel.Describe(modelBuilder);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
        configurationBuilder.Properties<List<string>>().HaveConversion<TextsConverter, ListComparer<string>>();
        configurationBuilder.Properties<List<int>>().HaveConversion<NumbersConverter, ListComparer<int>>();
    }

    /// <summary>Times are kept as UTC text and come back as UTC.</summary>
    private sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
        time => time.ToUniversalTime(), time => DateTime.SpecifyKind(time, DateTimeKind.Utc));

    private sealed class TextsConverter() : ValueConverter<List<string>, string>(
        list => JsonSerializer.Serialize(list, ControlJson.Default.ListString),
        text => JsonSerializer.Deserialize(text, ControlJson.Default.ListString) ?? new List<string>());

    private sealed class NumbersConverter() : ValueConverter<List<int>, string>(
        list => JsonSerializer.Serialize(list, ControlJson.Default.ListInt32),
        text => JsonSerializer.Deserialize(text, ControlJson.Default.ListInt32) ?? new List<int>());

    private sealed class ListComparer<T>() : ValueComparer<List<T>>(
        (left, right) => left == right || (left != null && right != null && left.SequenceEqual(right)),
        list => list.Aggregate(0, (hash, item) => HashCode.Combine(hash, item)),
        list => list.ToList());
}
